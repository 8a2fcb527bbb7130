import { setFlagsFromString } from 'node:v8';
import { ConfigReader } from '@backstage/config';
import { createMemoryContents } from 'backstage-plugin-agentcore-memory-node';
import { copyContents } from './internals';
import { Cost, measure } from './measure';
import { AWS_CONFIG } from './Portal';
import { Report } from './report';
import { SandboxProcess } from './SandboxProcess';
import { ContentsSize, look, withTwoMemories } from './TwoMemories';

const PLACE = { accountId: '111111111111', region: 'eu-central-1' };
const LATENCY_MS = 40;
const FULL: ContentsSize = {
  actors: 100,
  sessions: 1_000,
  events: 50_000,
  records: 20_000,
};
/** For what is loaded and compiled but once. */
const FIRST: ContentsSize = {
  actors: 1,
  sessions: 10,
  events: 100,
  records: 100,
};
/** What AWS gives in a page and takes in a batch at most. */
const PAGE = 100;
/** Calls a second that AWS documents. */
const RATES = {
  createEvent: 200,
  createConversationalEventInSession: 5,
  batchCreateRecords: 20,
  listEvents: 200,
  listRecords: 30,
  listSessions: 20,
};

/** What copying cost. */
interface CopyCost extends Cost {
  /** Calls by operation such as `bedrock-agentcore:CreateEvent`. */
  calls: Record<string, number>;
  total: number;
  throttled: number;
}

function tenthOf(size: ContentsSize): ContentsSize {
  const { actors, sessions, events, records } = size;
  return {
    actors: actors / 10,
    sessions: sessions / 10,
    events: events / 10,
    records: records / 10,
  };
}

/** Calls that reading both memories once needs, without the few that list actors. */
function readsOf({ actors, sessions, events, records }: ContentsSize) {
  return {
    sessions: 2 * actors * Math.ceil(sessions / actors / PAGE),
    events: 2 * sessions * Math.ceil(events / sessions / PAGE),
    records: 2 * Math.ceil(records / PAGE),
  };
}

/**
 * Seconds that the documented limits leave possible: the largest of what each of them needs by itself, as if all of it
 * went on at the same time, without latency.
 *
 * - writing: events / 200; records / 100 / 20; the events of one session / 5
 * - reading both memories once: pages of events / 200; pages of records / 30; pages of sessions / 20
 *
 * That a second's worth of each goes at once to begin with is left out: it is one second at most.
 */
function boundOf(size: ContentsSize): number {
  const { sessions, events, records } = size;
  const reads = readsOf(size);
  return Math.max(
    events / RATES.createEvent,
    records / PAGE / RATES.batchCreateRecords,
    events / sessions / RATES.createConversationalEventInSession,
    reads.events / RATES.listEvents,
    reads.records / RATES.listRecords,
    reads.sessions / RATES.listSessions,
  );
}

/** Calls that copying needs at least: one for each event, full batches of records, and both memories read once. */
function floorOf(size: ContentsSize): number {
  const reads = readsOf(size);
  return (
    size.events +
    Math.ceil(size.records / PAGE) +
    reads.sessions +
    reads.events +
    reads.records
  );
}

/** As a Backstage has them that covers the place: call rates are the default ones. */
function contentsAt(sandbox: SandboxProcess) {
  process.env.AWS_ENDPOINT_URL = sandbox.url;
  const { accountId, region } = PLACE;
  return createMemoryContents(
    new ConfigReader({
      aws: { accounts: [{ accountId, ...AWS_CONFIG.mainAccount }] },
      catalog: {
        providers: {
          agentCoreMemory: {
            main: { accounts: [accountId], regions: [region] },
          },
        },
      },
    }),
  );
}

/** Throws where the copy is not whole: by what the migration says, and by what the local AWS itself says. */
async function checkWhole(
  sandbox: SandboxProcess,
  { events, records }: ContentsSize,
  result: Awaited<ReturnType<typeof copyContents>>,
) {
  const { from, to } = await look(sandbox);
  const isWhole =
    result.clean &&
    result.events.copied === events &&
    result.records.copied === records &&
    to.events === events &&
    to.records === records &&
    to.digest === from.digest;
  if (!isWhole) {
    throw new Error(
      `The copy is not whole: ${JSON.stringify({ from, to, result })}`,
    );
  }
}

/** Copies a memory of this size to an empty one. */
async function copy(size: ContentsSize): Promise<CopyCost> {
  const seed = { place: PLACE, latencyMs: LATENCY_MS, size };
  return withTwoMemories(seed, async sandbox => {
    const { from, to } = await look(sandbox);
    const contents = contentsAt(sandbox);
    let result: Awaited<ReturnType<typeof copyContents>> | undefined;
    const cost = await measure(async () => {
      result = await copyContents({
        contents,
        from: { place: PLACE, memoryId: from.id },
        to: { place: PLACE, memoryId: to.id },
        strategies: new Map(),
      });
    });
    await checkWhole(sandbox, size, result!);
    const calls = await sandbox.callsByOperation();
    return { ...cost, ...(await sandbox.calls()), calls };
  });
}

function reportTime(report: Report, size: ContentsSize, cost: CopyCost) {
  const bound = boundOf(size);
  // A tenth is over so soon that waiting for AWS's listings weighs more than its limits.
  const isFull = size.events === FULL.events;
  report.add('copying: time', cost.wall, 's');
  report.add('bound by the documented limits', bound, 's');
  report.add(
    'copying: time, of the bound',
    cost.wall / bound,
    '×',
    isFull ? { atMost: 1.2 } : undefined,
  );
  report.add('copying: processor time', cost.cpu, 's');
}

function reportCalls(report: Report, size: ContentsSize, cost: CopyCost) {
  const { calls, total, throttled } = cost;
  for (const [operation, count] of Object.entries(calls).sort()) {
    report.add(`copying: ${operation}`, count, 'calls');
  }
  report.add('copying: calls', total, 'calls');
  report.add(
    'copying: calls for each event or record',
    total / (size.events + size.records),
    'calls',
  );
  report.add('copying: calls, of the floor', total / floorOf(size), '×');
  report.add('copying: throttled', (100 * throttled) / total, '%', {
    atMost: 1,
  });
}

/**
 * Whether memory depends on how much is copied. With the same latency and limits, so that as much is under way at a time.
 * The records of the new memory are noted in order to compare them, so those do count.
 */
async function reportFlatness(
  report: Report,
  size: ContentsSize,
  cost: CopyCost,
) {
  const { events, records } = size;
  const fewEvents = { ...size, events: events / 4 };
  const few = await copy(fewEvents);
  const fewest = await copy({ ...fewEvents, records: records / 4 });
  const bytes = (more: Cost, less: Cost, count: number) =>
    ((more.heapGrowth - less.heapGrowth) * 1024 * 1024) / count;
  report.add('a quarter of the events: heap growth', few.heapGrowth, 'MB');
  report.add(
    'a quarter of the events and records: heap growth',
    fewest.heapGrowth,
    'MB',
  );
  // One that was kept would take some hundred. In a tenth, what is under way weighs more than what there is.
  const isFull = events === FULL.events;
  report.add(
    'heap growth for each event more',
    bytes(cost, few, (events * 3) / 4),
    'bytes',
    isFull ? { atMost: 100 } : undefined,
  );
  report.add(
    'heap growth for each record more',
    bytes(few, fewest, (records * 3) / 4),
    'bytes',
  );
}

/** Copying the contents of a memory to another one. */
export async function benchMigrate(
  report: Report,
  quick: boolean,
): Promise<void> {
  // Else V8 lets go of code that was not run lately, and what copying needs would look smaller by that.
  setFlagsFromString('--no-flush-bytecode');
  const size = quick ? tenthOf(FULL) : FULL;
  const { sessions, events, records } = size;
  report.add('sessions', sessions, 'sessions');
  report.add('events', events, 'events');
  report.add('records', records, 'records');
  const first = await copy(FIRST);
  const cost = await copy(size);
  reportTime(report, size, cost);
  reportCalls(report, size, cost);
  report.add('first, small copy: heap growth', first.heapGrowth, 'MB');
  report.add('copying: heap growth', cost.heapGrowth, 'MB', { atMost: 150 });
  report.add('copying: heap growth with garbage of 2 s', cost.heapPeak, 'MB');
  await reportFlatness(report, size, cost);
}
