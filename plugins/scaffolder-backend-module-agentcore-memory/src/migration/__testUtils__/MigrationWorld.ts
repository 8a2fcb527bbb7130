import { ConfigReader } from '@backstage/config';
import { createManualClock, Sandbox, startSandbox } from 'aws-sandbox';
import { createMemoryContents } from 'backstage-plugin-agentcore-memory-node';
import { compareContents, copyContents } from '../copyContents';
import { MigrationOptions } from '../MigrationOptions';

export const place = { accountId: '111122223333', region: 'eu-central-1' };
/** Operations that copying calls. */
export const READS = [
  'ListActors',
  'ListSessions',
  'ListEvents',
  'GetEvent',
  'ListMemoryRecords',
];
export const WRITES = ['CreateEvent', 'BatchCreateMemoryRecords'];
const NEVER_SLOW = Object.fromEntries(
  [...READS, ...WRITES, 'CreateEvent:conversational', 'CreateEvent:other'].map(
    name => [`bedrock-agentcore:${name}`, 1e6],
  ),
);

/** The strategies of a memory, with ids of their own. */
function strategiesOf(memory: number) {
  return ['facts', 'tastes'].map(name => ({
    strategyId: `${name}-${memory}AbCdEfGhI`,
    name,
    type: 'SEMANTIC' as const,
    namespaceTemplates: ['/strategies/{memoryStrategyId}/actors/{actorId}'],
    memoryRecordSchema: { metadataSchema: [{ key: 'kept', type: 'STRING' }] },
    status: 'ACTIVE' as const,
    createdAt: 0,
    updatedAt: 0,
  }));
}

/** Two memories in a local AWS, of which the second is to become a copy of the first. */
export class MigrationWorld {
  readonly sandbox: Sandbox;
  readonly clock;
  readonly from;
  readonly to;
  readonly contents;

  private constructor(
    sandbox: Sandbox,
    clock: ReturnType<typeof createManualClock>,
  ) {
    this.sandbox = sandbox;
    this.clock = clock;
    const { state } = sandbox;
    this.from = state.createMemory({
      ...place,
      name: 'old',
      strategies: strategiesOf(1),
    });
    const key = state.createKey({ ...place });
    this.to = state.createMemory({
      ...place,
      name: 'fresh',
      encryptionKeyArn: key.arn,
      strategies: strategiesOf(2),
    });
    const { accountId } = place;
    const config = new ConfigReader({
      aws: {
        accountDefaults: { roleName: 'BackstageReader' },
        accounts: [{ accountId, ...sandbox.credentialsFor(accountId) }],
      },
      catalog: {
        providers: {
          agentCoreMemory: {
            main: { accounts: [accountId], regions: [place.region] },
          },
        },
      },
    });
    this.contents = createMemoryContents(config, {
      maxAttempts: 1,
      requestTimeoutMs: 2_000,
      callsPerSecond: NEVER_SLOW,
    });
  }

  static async start(
    options: Omit<
      NonNullable<Parameters<typeof startSandbox>[0]>,
      'clock'
    > = {},
  ): Promise<MigrationWorld> {
    const clock = createManualClock();
    const sandbox = await startSandbox({ ...options, clock });
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    return new MigrationWorld(sandbox, clock);
  }

  async stop(): Promise<void> {
    delete process.env.AWS_ENDPOINT_URL;
    await this.sandbox.stop();
  }

  /**
   * Waits for what an ended run had sent. As little as there is between two runs here, AWS would not be done with it;
   * in truth the next process needs seconds to start.
   */
  async settle(): Promise<void> {
    for (let i = 0; i < 3; i += 1) {
      await this.contents.actors(place, this.to.id).next();
    }
  }

  strategies() {
    return new Map(
      this.from.strategies.map(({ strategyId, name }, index) => [
        strategyId,
        { id: this.to.strategies[index].strategyId, name },
      ]),
    );
  }

  #options(more: Partial<MigrationOptions>): MigrationOptions {
    return {
      contents: this.contents,
      from: { place, memoryId: this.from.id },
      to: { place, memoryId: this.to.id },
      strategies: this.strategies(),
      wait: async (ms, signal) => {
        signal?.throwIfAborted();
        this.clock.advance(ms);
      },
      ...more,
    };
  }

  copy(more: Partial<MigrationOptions> = {}) {
    return copyContents(this.#options(more));
  }

  compare(more: Partial<MigrationOptions> = {}) {
    return compareContents(this.#options(more));
  }

  /** What somebody said to the old memory, a second after what was said before. */
  say(text: string, more: Partial<EventInput> = {}) {
    this.clock.advance(1_000);
    return this.sandbox.state.createEvent(this.from.arn, {
      actorId: 'ann',
      sessionId: 'monday',
      payload: [{ conversational: { content: { text }, role: 'USER' } }],
      ...more,
    });
  }

  remember(text: string, more: Partial<RecordInput> = {}) {
    return this.sandbox.state.createRecord(this.from.arn, { text, ...more });
  }

  /** The events of both sides, as far as a copy is the same. */
  eventsOf(arn: string) {
    const events = this.sandbox.state.events(arn);
    const byId = new Map(events.map(event => [event.eventId, event]));
    return events
      .map(
        ({
          actorId,
          sessionId,
          eventTimestamp,
          payload,
          metadata,
          branch,
        }) => ({
          actorId,
          sessionId,
          eventTimestamp,
          payload,
          metadata: metadata ?? {},
          branch: branch?.name,
          root: byId.get(branch?.rootEventId ?? '')?.payload,
        }),
      )
      .sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
  }

  /** The records of both sides, strategies by name. */
  recordsOf(memory: MigrationWorld['from']) {
    const ids = new Map(
      memory.strategies.map(({ strategyId, name }) => [strategyId, name]),
    );
    return this.sandbox.state
      .records(memory.arn)
      .map(
        ({ text, namespace, memoryStrategyId = '', metadata, createdAt }) => ({
          text,
          namespace: memory.strategies.reduce(
            (all, { strategyId, name }) => all.replaceAll(strategyId, name),
            namespace,
          ),
          strategy: ids.get(memoryStrategyId),
          metadata: metadata ?? {},
          createdAt,
        }),
      )
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  }

  /** Fails unless the new memory is a copy of the old one. */
  expectCopy() {
    // eslint-disable-next-line jest/no-standalone-expect -- tests call it
    expect(this.eventsOf(this.to.arn)).toEqual(this.eventsOf(this.from.arn));
    // eslint-disable-next-line jest/no-standalone-expect -- tests call it
    expect(this.recordsOf(this.to)).toEqual(this.recordsOf(this.from));
  }
}

type EventInput = Parameters<Sandbox['state']['createEvent']>[1];
type RecordInput = Parameters<Sandbox['state']['createRecord']>[1];

function sortKey(event: {
  actorId: string;
  sessionId: string;
  eventTimestamp: number;
}) {
  const { actorId, sessionId, eventTimestamp } = event;
  return `${actorId}/${sessionId}/${eventTimestamp}/${JSON.stringify(event)}`;
}
