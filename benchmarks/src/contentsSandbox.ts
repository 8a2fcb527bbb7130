import { createHash } from 'node:crypto';
import { createInterface } from 'node:readline';
import { startSandbox } from 'aws-sandbox';
import type {
  ContentsSize,
  FoundMemory,
  Seed,
  TwoMemories,
} from './TwoMemories';

type State = Awaited<ReturnType<typeof startSandbox>>['state'];

const SECOND = 1_000;
const HOUR = 3600 * SECOND;
const NAMESPACES = 200;

/** Some hundred characters, as people write to an agent, and no two alike. */
function textOf(what: string): string {
  const words =
    'please look again at the offer for the two machines of last week, and tell me whether the price still holds';
  return `${what}: ${`${words}; `.repeat(3)}${what}`;
}

function plantEvents(state: State, arn: string, size: ContentsSize): void {
  const { actors, sessions, events } = size;
  const start = Date.now() - 24 * HOUR;
  for (let event = 0; event < events; event += 1) {
    const session = event % sessions;
    const turn = Math.floor(event / sessions);
    state.createEvent(arn, {
      actorId: `actor-${session % actors}`,
      sessionId: `session-${session}`,
      eventTimestamp: start + event * SECOND,
      payload: [
        {
          conversational: {
            role: turn % 2 === 0 ? 'USER' : 'ASSISTANT',
            content: { text: textOf(`Session ${session}, turn ${turn}`) },
          },
        },
      ],
    });
  }
}

function plantRecords(state: State, arn: string, { records }: ContentsSize) {
  const start = Date.now() - 12 * HOUR;
  for (let record = 0; record < records; record += 1) {
    state.createRecord(arn, {
      text: textOf(`Fact ${record}`),
      namespace: `/facts/actor-${record % NAMESPACES}`,
      createdAt: start + record * SECOND,
    });
  }
}

/** A digest that does not depend on the order. */
function digestOf(items: unknown[]): string {
  const lines = items.map(item => JSON.stringify(item)).sort();
  return createHash('sha256').update(lines.join('\n')).digest('hex');
}

/** What a memory holds, but for what the service gives it: ids, and when it came. */
function look(state: State, arn: string): Omit<FoundMemory, 'id'> {
  const events = state
    .events(arn)
    .map(({ actorId, sessionId, eventTimestamp, payload }) => [
      actorId,
      sessionId,
      eventTimestamp,
      // AWS may give the keys of an object in another order.
      payload.map(part =>
        'conversational' in part
          ? [part.conversational.role, part.conversational.content.text]
          : part,
      ),
    ]);
  const records = state
    .records(arn)
    .map(({ text, namespace, createdAt }) => [text, namespace, createdAt]);
  return {
    events: events.length,
    records: records.length,
    digest: digestOf([...events, ...records]),
  };
}

/**
 * A local AWS with two memories, of which the second is empty, in a process of its own. To any line of input it
 * answers with what they hold.
 */
async function run() {
  const { place, latencyMs, size } = JSON.parse(process.argv[2]) as Seed;
  const sandbox = await startSandbox({
    quotas: 'documented',
    latencyMs,
    callLog: 'counts',
  });
  const { state } = sandbox;
  const from = state.createMemory({ ...place, name: 'old' });
  const to = state.createMemory({ ...place, name: 'fresh' });
  plantEvents(state, from.arn, size);
  plantRecords(state, from.arn, size);
  createInterface({ input: process.stdin }).on('line', () => {
    const found: TwoMemories = {
      from: { id: from.id, ...look(state, from.arn) },
      to: { id: to.id, ...look(state, to.arn) },
    };
    process.stdout.write(`${JSON.stringify(found)}\n`);
  });
  process.once('SIGTERM', () => sandbox.stop().then(() => process.exit(0)));
  process.stdout.write(`AWS sandbox ready at ${sandbox.url}\n`);
}

run().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
