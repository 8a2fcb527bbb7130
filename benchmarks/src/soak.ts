import { setTimeout as wait } from 'node:timers/promises';
import { createRandom } from 'aws-sandbox';
import {
  MEMORY_TYPE,
  MemoryEntity,
  UNOWNED,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsAdmin } from './AwsAdmin';
import { AwsChanges } from './AwsChanges';
import { EVENTS_HEADER, freePort } from './BackendPortal';
import { BenchDatabases } from './BenchDatabases';
import { EventRelay } from './EventRelay';
import { LogKinds } from './LogKinds';
import { accountIds } from './Portal';
import { portalConfig } from './portalConfig';
import { Replica } from './Replica';
import { Report } from './report';
import { SandboxProcess } from './SandboxProcess';
import {
  brokenTransitions,
  byArn,
  compareEntities,
  compareHistory,
  compareStore,
  compareWithTruth,
  lostTransitions,
  readTold,
  readTruth,
  shownMemories,
} from './soakChecks';
import { StandInPortal } from './StandInPortal';
import { median } from './timing';

const SEED = 20_261_127;
const SIZE = {
  accounts: 4,
  regions: ['eu-central-1', 'us-east-1', 'us-west-2'],
  // Less than fits into as many scopes: memories are created as well.
  memories: 460,
};
/** As many as the local AWS names in its tags. */
const TEAMS = 200;
/** A scan every half hour becomes one every so many seconds. */
const SCAN_SECONDS = 10;
/** Connections of a plugin in a process. */
const POOL = 5;
/** The day, in milliseconds. */
const LONG_MS = 480_000;
const SHORT_MS = 120_000;
const CHANGE_EVERY_MS = 1_200;
const SAMPLE_EVERY_MS = 1_000;
const HEAP_EVERY_MS = 5_000;
/** How long everything may take until it is as AWS is, in milliseconds. */
const PATIENCE_MS = 240_000;
/** What is told late is told by then, in milliseconds. */
const REST_MS = 90_000;
const QUIET_MS = 60_000;
const WATCHED = 4;

/** Something that goes wrong in AWS, or with a replica, at a share of the day. */
interface Incident {
  at: number;
  what: string;
  work: () => Promise<void>;
}

/** A soak under way. */
interface Soak {
  report: Report;
  sandbox: SandboxProcess;
  databases: BenchDatabases;
  relay: EventRelay;
  replicas: [Replica, Replica];
  admins: AwsAdmin[];
  log: LogKinds;
  dayMs: number;
}

async function addFault(sandbox: SandboxProcess, given: object): Promise<void> {
  const answer = await fetch(`${sandbox.url}/_sandbox/faults`, {
    method: 'POST',
    body: JSON.stringify(given),
  });
  if (!answer.ok) throw new Error(`Fault: ${await answer.text()}`);
}

async function endFaults({ url }: SandboxProcess): Promise<void> {
  await fetch(`${url}/_sandbox/faults`, { method: 'DELETE' });
}

/** Faults for a while. */
function fault(
  { sandbox, dayMs }: Soak,
  at: number,
  what: string,
  faults: object[],
): Incident {
  return {
    at,
    what,
    work: async () => {
      for (const one of faults) await addFault(sandbox, one);
      await wait(dayMs / 24);
      await endFaults(sandbox);
    },
  };
}

/** Scans last long enough to be in the middle of one. */
async function killInScan(
  { sandbox, dayMs }: Soak,
  replica: Replica,
): Promise<void> {
  await addFault(sandbox, {
    kind: 'delay',
    operation: 'ListMemories',
    ms: 2_000,
  });
  // Which replica scans is up to the scheduler.
  await Promise.race([replica.scanning(), wait(dayMs / 8)]);
  await replica.restart('SIGKILL');
  await endFaults(sandbox);
}

/** What happens in the day. The first replica is restarted early, so that its heap can be told from then on. */
function incidents(soak: Soak, watched: readonly Watched[]): Incident[] {
  const [first, second] = soak.replicas;
  const [account] = accountIds(SIZE);
  const [region] = SIZE.regions;
  const switchKeys = (enabled: boolean) => async () => {
    for (const { admin, keyArn } of watched) {
      await admin.setEnabled(keyArn, enabled);
    }
  };
  return [
    { at: 0.02, what: 'watched keys disabled', work: switchKeys(false) },
    {
      at: 0.08,
      what: 'first replica: SIGTERM',
      work: () => first.restart('SIGTERM'),
    },
    {
      at: 0.16,
      what: 'second replica: SIGKILL in a scan',
      work: () => killInScan(soak, second),
    },
    fault(soak, 0.3, 'throttled', [
      { kind: 'throttle', operation: 'ListMemories' },
      { kind: 'throttle', service: 'kms', account },
    ]),
    fault(soak, 0.38, 'denied', [
      { kind: 'deny', service: 'kms', account },
      { kind: 'deny', operation: 'GetMemory', region },
    ]),
    fault(soak, 0.46, 'a region down', [{ kind: 'reset', region }]),
    {
      at: 0.54,
      what: 'second replica: SIGKILL in a scan',
      work: () => killInScan(soak, second),
    },
    { at: 0.6, what: 'watched keys enabled', work: switchKeys(true) },
    fault(soak, 0.7, 'slow', [{ kind: 'delay', ms: 1_500 }]),
    {
      at: 0.78,
      what: 'second replica: SIGTERM',
      work: () => second.restart('SIGTERM'),
    },
    fault(soak, 0.86, 'garbage and broken connections', [
      { kind: 'garbage', operation: 'DescribeKey' },
      { kind: 'serverError', operation: 'ListMemories', account },
    ]),
  ];
}

/** A key that the benchmark disables for half a day, with its memories. The random changes leave both alone. */
interface Watched {
  admin: AwsAdmin;
  keyArn: string;
  memories: MemoryEntity[];
}

async function choose(
  { databases, admins }: Soak,
  count: number,
): Promise<Watched[]> {
  const byKey = new Map<string, MemoryEntity[]>();
  for (const memory of (await shownMemories(databases)).values()) {
    const { keyArn, findings } = memory;
    const isHealthy = findings.every(
      ({ rule, outcome }) => rule !== 'key-usable' || outcome === 'pass',
    );
    if (!keyArn || !isHealthy) continue;
    byKey.set(keyArn, [...(byKey.get(keyArn) ?? []), memory]);
  }
  return [...byKey].slice(0, count).map(([keyArn, memories]) => {
    const { accountId, region } = memories[0].scope;
    const admin = admins.find(
      one => one.accountId === accountId && one.region === region,
    )!;
    return { admin, keyArn, memories };
  });
}

/** Changes, restarts and faults, while everything is watched. */
async function day(soak: Soak, watched: readonly Watched[]) {
  const { databases, replicas, dayMs, admins } = soak;
  const changes = await AwsChanges.over({
    admins,
    random: createRandom(SEED),
    teams: TEAMS,
    watched: new Set(watched.map(({ keyArn }) => keyArn)),
  });
  const start = Date.now();
  const end = start + dayMs;
  const connections: number[] = [];
  const recordings = new Set([start]);
  let isOver = false;
  const repeat = async (everyMs: number, work: () => Promise<unknown>) => {
    while (!isOver) {
      await work();
      await wait(everyMs);
    }
  };
  const happen = async () => {
    for (const { at, what, work } of incidents(soak, watched)) {
      await wait(Math.max(0, start + at * dayMs - Date.now()));
      process.stderr.write(`${Math.round(at * 24)}:00 ${what}\n`);
      await work();
    }
    await wait(Math.max(0, end - Date.now()));
    isOver = true;
  };
  await Promise.all([
    happen(),
    repeat(CHANGE_EVERY_MS, () => changes.one()),
    repeat(HEAP_EVERY_MS, () =>
      Promise.all(replicas.map(replica => replica.sample())),
    ),
    repeat(SAMPLE_EVERY_MS, async () => {
      const counts = [...(await databases.connections()).values()];
      connections.push(counts.reduce((a, b) => a + b, 0));
      const recording = await databases
        .of('agentcore-memory')('history_recordings')
        .first();
      recordings.add(Date.parse(recording.read_at));
    }),
  ]);
  await endFaults(soak.sandbox);
  const times = [...recordings, Date.now()].sort((a, b) => a - b);
  return {
    start,
    dayMs: Date.now() - start,
    changes,
    connections,
    longestGap: Math.max(...times.slice(1).map((at, i) => at - times[i])),
  };
}

/** What a provider makes of the same AWS that begins with nothing. */
async function expectedEntities(sandbox: SandboxProcess) {
  const portal = await StandInPortal.start(sandbox, SIZE);
  try {
    await portal.scan();
    return byArn(portal.catalog.of(MEMORY_TYPE));
  } finally {
    await portal.stop();
  }
}

/** All that differs from AWS, by what it is in. */
async function differences(soak: Soak): Promise<Record<string, string[]>> {
  const { databases } = soak;
  const truth = await readTruth(soak.admins);
  const expected = await expectedEntities(soak.sandbox);
  const shown = await shownMemories(databases);
  return {
    'the store': await compareStore(truth, databases),
    'the catalog, from AWS': compareWithTruth(truth, shown),
    'the catalog, from a fresh scan': compareEntities(expected, shown),
    'history, from the catalog': await compareHistory(databases, shown),
  };
}

/** Waits until nothing differs, or for as long as there is patience. Gives seconds for each part as well. */
async function settle(soak: Soak) {
  const start = Date.now();
  const since = new Map<string, number>();
  for (;;) {
    const found = await differences(soak);
    const seconds = (Date.now() - start) / 1000;
    for (const [what, lines] of Object.entries(found)) {
      if (lines.length > 0) since.delete(what);
      else if (!since.has(what)) since.set(what, seconds);
    }
    const isSettled = since.size === Object.keys(found).length;
    if (isSettled || Date.now() - start > PATIENCE_MS) {
      return { found, seconds, since };
    }
    await wait(SAMPLE_EVERY_MS);
  }
}

/** What scans cost when nothing happens. */
async function quiet({ report, databases, replicas }: Soak): Promise<void> {
  const state = async () => ({
    runs: replicas.reduce((sum, { runs }) => sum + runs, 0),
    usages: await Promise.all(replicas.map(replica => replica.usage())),
    transactions: (await databases.counters()).transactions,
  });
  const before = await state();
  const mark = await databases.markCatalog();
  await wait(QUIET_MS);
  const writes = await databases.catalogWritesSince(mark);
  const after = await state();
  const runs = after.runs - before.runs;
  const sum = (name: 'storeQueries' | 'pluginQueries' | 'catalogQueries') =>
    after.usages.reduce((all, usage) => all + usage[name], 0) -
    before.usages.reduce((all, usage) => all + usage[name], 0);
  report.add('quiet scans', runs, 'scans', { atLeast: 1 });
  report.add(
    'quiet scan: queries to our tables',
    sum('storeQueries') / runs,
    'queries',
  );
  report.add(
    'quiet scan: queries of agentcore-memory',
    sum('pluginQueries') / runs,
    'queries',
  );
  report.add(
    'queries of the catalog itself meanwhile',
    (sum('catalogQueries') - sum('storeQueries')) / (QUIET_MS / 1000),
    'queries/s',
  );
  report.add(
    'transactions meanwhile, of all plugins',
    (after.transactions - before.transactions) / (QUIET_MS / 1000),
    'a second',
  );
  report.add('quiet scans: catalog writes', writes, 'writes', { atMost: 0 });
}

/** Of live heaps between two shares of the day. */
function heapIn(
  { heaps }: Replica,
  day_: { start: number; dayMs: number },
  [from, to]: readonly [number, number],
): number {
  const { start, dayMs } = day_;
  return median(
    heaps
      .filter(({ at }) => at >= start + from * dayMs && at < start + to * dayMs)
      .map(({ heap }) => heap),
  );
}

function explain(what: string, lines: readonly string[]): void {
  for (const line of lines.slice(0, 10)) {
    process.stderr.write(`${what}: ${line}\n`);
  }
}

async function told(soak: Soak, watched: readonly Watched[]): Promise<void> {
  const { report, databases } = soak;
  const expected = watched.flatMap(({ memories }) => {
    const owners = new Set(memories.map(({ ownerRef }) => ownerRef));
    owners.delete(UNOWNED);
    return [...owners].map(owner => ({ keyRef: memories[0].keyRef!, owner }));
  });
  const { shown, twice, again, lost, unsent, untold } = await readTold(
    databases,
    expected,
  );
  report.add('notifications', shown, 'notifications');
  report.add('twice for one cause', twice, 'notifications', { atMost: 0 });
  report.add('sent again', again, 'notifications', { atMost: 0 });
  report.add('sent, and not there', lost, 'notifications', { atMost: 0 });
  report.add('not sent yet', unsent, 'causes', { atMost: 0 });
  report.add('owners of watched keys', expected.length, 'owners');
  report.add(
    'owners of watched keys who were not told',
    untold.length,
    'owners',
    {
      atMost: 0,
    },
  );
  explain('Not told', untold);
}

async function checkEnd(
  soak: Soak,
  watched: readonly Watched[],
): Promise<void> {
  const { report, databases } = soak;
  const { found, seconds, since } = await settle(soak);
  report.add('until everything is as AWS is', seconds, 's', {
    atMost: PATIENCE_MS / 1000,
  });
  for (const [what, lines] of Object.entries(found)) {
    const at = since.get(what);
    if (at !== undefined) report.add(`until that is so of ${what}`, at, 's');
    report.add(`differences in ${what}`, lines.length, 'memories', {
      atMost: 0,
    });
    explain(what, lines);
  }
  await wait(REST_MS);
  await quiet(soak);
  await told(soak, watched);
  const refs = watched.flatMap(({ memories }) =>
    memories.map(({ entityRef }) => entityRef),
  );
  const lost = await lostTransitions(databases, refs);
  const broken = await brokenTransitions(databases);
  report.add('memories of watched keys', refs.length, 'memories');
  report.add('of them, without their transitions', lost.length, 'memories', {
    atMost: 0,
  });
  report.add(
    'transitions that do not follow from the last',
    broken.length,
    'transitions',
    { atMost: 0 },
  );
  explain('No transition', lost);
  explain('Broken', broken);
}

async function run(soak: Soak): Promise<void> {
  const { report, databases, replicas, relay, log } = soak;
  const { seconds } = await settle(soak);
  report.add('first scan, until everything is as AWS is', seconds, 's');
  const watched = await choose(soak, WATCHED);
  const runsBefore = replicas.reduce((sum, { runs }) => sum + runs, 0);
  const { start, dayMs, changes, connections, longestGap } = await day(
    soak,
    watched,
  );
  report.add('the day', dayMs / 1000, 's');
  const runs = replicas.reduce((sum, one) => sum + one.runs, 0) - runsBefore;
  report.add('scans of all scopes', runs, 'scans');
  const done = [...changes.done.values()].reduce((a, b) => a + b, 0);
  report.add('changes in AWS', done, 'changes');
  report.add('changes that AWS refused', changes.refused, 'changes');
  report.add('events taken by a replica', relay.deliveries.accepted, 'events');
  report.add('events missed', relay.deliveries.missed, 'events');
  report.add(
    'restarts',
    replicas.reduce((sum, { restarts }) => sum + restarts, 0),
    'restarts',
  );
  report.add(
    'slowest stop after SIGTERM',
    Math.max(...replicas.flatMap(({ stops }) => stops)),
    's',
  );
  report.add(
    'history, longest time between recordings',
    longestGap / 1000,
    's',
  );
  await checkEnd(soak, watched);
  for (const [i, replica] of replicas.entries()) {
    const name = `heap of the ${i === 0 ? 'first' : 'second'} replica`;
    const [second, last] = [
      [0.25, 0.5],
      [0.75, 1],
    ].map(([from, to]) => heapIn(replica, { start, dayMs }, [from, to]));
    report.add(`${name}: second quarter`, second, 'MB');
    report.add(`${name}: last quarter`, last, 'MB');
    report.add(`${name}: last, of the second`, last / second, '×', {
      atMost: 1.15,
    });
  }
  const plugins = (await databases.sizes()).size;
  report.add('connections, most', Math.max(...connections), 'connections', {
    atMost: replicas.length * plugins * POOL,
  });
  const { deadlocks } = await databases.counters();
  report.add('deadlocks', deadlocks, 'deadlocks', { atMost: 0 });
  report.add('deadlocks in the logs', log.matching(/deadlock/i), 'lines', {
    atMost: 0,
  });
  for (const [outcome, count] of sumOf(replicas)) {
    report.add(`scopes looked at: ${outcome}`, count, 'scopes');
  }
  for (const [kind, count] of log.kinds) {
    report.add(`log: ${kind}`, count, 'lines');
  }
}

function sumOf(replicas: readonly Replica[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [outcome, count] of replicas.flatMap(({ scopes }) => [
    ...scopes,
  ])) {
    sums.set(outcome, (sums.get(outcome) ?? 0) + count);
  }
  return sums;
}

/** A day of two replicas with one PostgreSQL server, in some minutes. */
export async function benchSoak(report: Report, quick: boolean): Promise<void> {
  const ports = [await freePort(), await freePort()];
  const relay = await EventRelay.start(ports);
  const databases = BenchDatabases.create();
  const sandbox = await SandboxProcess.start([
    ...['--seed', 'large', '--accounts', String(SIZE.accounts)],
    ...['--regions', SIZE.regions.join(',')],
    ...['--memories', String(SIZE.memories), '--latency', '20'],
    ...['--quotas', 'documented', '--events-to', relay.url],
    ...['--events-header', EVENTS_HEADER.join(': ')],
  ]);
  const log = new LogKinds();
  const replicaOn = (port: number) =>
    new Replica(
      {
        teams: TEAMS,
        config: portalConfig(SIZE, {
          port,
          database: databases.config(POOL),
          scopesAtOnce: 4,
          schedule: {
            frequency: { seconds: SCAN_SECONDS },
            timeout: { minutes: 2 },
          },
        }),
      },
      sandbox.url,
      line => log.add(line),
    );
  const replicas: [Replica, Replica] = [
    replicaOn(ports[0]),
    replicaOn(ports[1]),
  ];
  try {
    const admins: AwsAdmin[] = [];
    for (const accountId of accountIds(SIZE)) {
      for (const region of SIZE.regions) {
        admins.push(await AwsAdmin.of(sandbox.url, accountId, region));
      }
    }
    await replicas[0].start();
    await replicas[1].start();
    const dayMs = quick ? SHORT_MS : LONG_MS;
    await run({
      ...{ report, sandbox, databases, relay, replicas, admins, log, dayMs },
    });
  } finally {
    for (const replica of replicas) await replica.stop();
    await relay.stop();
    await sandbox.stop();
    await databases.drop();
  }
}
