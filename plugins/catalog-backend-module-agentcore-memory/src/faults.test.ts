import { setTimeout as wait } from 'node:timers/promises';
import { mockServices } from '@backstage/backend-test-utils';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { Fault, faultSchedule, Sandbox, startSandbox } from 'aws-sandbox';
import {
  ANNOTATION_ARN,
  ANNOTATION_OWNER_SOURCE,
  ANNOTATION_SCOPE,
  ANNOTATION_STALE_SINCE,
  ANNOTATION_VERDICT,
  formatScope,
  isOurs,
  MEMORY_TYPE,
  ScanReport,
  TOPIC_AWS_EVENTS,
  TOPIC_MEMORY_CHANGED,
  TOPIC_SCAN_REPORT,
  Verdict,
  VERDICTS,
} from 'backstage-plugin-agentcore-memory-common';
import fc from 'fast-check';
import {
  aProviderConfig,
  createTestDatabase,
  createTestInventory,
  createTestProvider,
} from './__testUtils__/createTestProvider';
import { InMemoryCatalog } from './__testUtils__/InMemoryCatalog';
import { TestBus } from './__testUtils__/TestBus';
import { Database } from './store/rows';

/** `npm test` sets CI and has to stay fast; by hand, as after a change of the scan, there is time for more. */
const SCHEDULES = Number(
  process.env.FAULT_SCHEDULES ?? (process.env.CI ? 100 : 1000),
);
const ACCOUNTS = ['111122223333', '444455556666'];
const REGIONS = ['eu-central-1', 'us-east-1'];
const PLACES = ACCOUNTS.flatMap(accountId =>
  REGIONS.map(region => ({ accountId, region })),
);
const OWNERS = ['a', 'b', 'c'];
/** As fast as the machine: quotas are no matter of this test. */
const UNLIMITED = Object.fromEntries(
  [
    'bedrock-agentcore:ListMemories',
    'bedrock-agentcore:GetMemory',
    'bedrock-agentcore:ListTagsForResource',
    'kms:DescribeKey',
    'kms:GetKeyPolicy',
    'kms:GetKeyRotationStatus',
    'kms:ListAliases',
    'kms:ListResourceTags',
    'tag:GetResources',
  ].map(action => [action, 1e6]),
);

/** Something that happens to AWS or to the catalog. Numbers pick from what is there. */
type Change =
  | { kind: 'create'; place: number; key: number; owner: number }
  | { kind: 'delete'; memory: number }
  | { kind: 'retag'; memory: number; owner: number }
  | { kind: 'key-state'; key: number; enabled: boolean }
  | { kind: 'update'; memory: number }
  /** The catalog loses an entity of ours, or one that people registered is unregistered. */
  | { kind: 'lose'; entity: number }
  /** People register a copy of one of our entities under another name. */
  | { kind: 'forge'; entity: number }
  /** People register an entity with the name that one of ours has, or had. */
  | { kind: 'squat'; entity: number };

interface Step {
  /** Before the scan. */
  before: Change[];
  /** While it goes on. */
  meanwhile: Change[];
  faults: { seed: number; length: number };
  /** Listings of more than one page fail, that is. */
  secondPageFails: boolean;
  /** A second process scans at the same time. */
  twice: boolean;
  /** By how much its clock is wrong, in milliseconds. */
  skewMs: number;
  /** The process is killed after so many milliseconds. */
  killedAfter?: number;
  /** Events about the changes arrive as well. */
  events: boolean;
}

const n = fc.nat({ max: 1000 });
const aChange: fc.Arbitrary<Change> = fc.oneof(
  fc.record({
    kind: fc.constant('create' as const),
    place: n,
    key: n,
    owner: n,
  }),
  fc.record({ kind: fc.constant('delete' as const), memory: n }),
  fc.record({ kind: fc.constant('retag' as const), memory: n, owner: n }),
  fc.record({
    kind: fc.constant('key-state' as const),
    key: n,
    enabled: fc.boolean(),
  }),
  fc.record({ kind: fc.constant('update' as const), memory: n }),
  fc.record({ kind: fc.constantFrom('lose', 'forge', 'squat'), entity: n }),
);
const aStep: fc.Arbitrary<Step> = fc.record({
  before: fc.array(aChange, { maxLength: 4 }),
  meanwhile: fc.oneof(
    { weight: 2, arbitrary: fc.constant<Change[]>([]) },
    { weight: 1, arbitrary: fc.array(aChange, { minLength: 1, maxLength: 3 }) },
  ),
  faults: fc.record({ seed: fc.nat(), length: fc.nat({ max: 6 }) }),
  secondPageFails: fc.boolean(),
  twice: fc.oneof(
    { weight: 4, arbitrary: fc.constant(false) },
    { weight: 1, arbitrary: fc.constant(true) },
  ),
  skewMs: fc.constantFrom(0, -2_000, 2_000),
  killedAfter: fc.oneof(
    { weight: 3, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.nat({ max: 25 }) },
  ),
  events: fc.boolean(),
});

/** The small world of one schedule. */
class World {
  readonly sandbox: Sandbox;
  readonly catalog = new InMemoryCatalog();
  readonly db: Database;
  /** Steps are an hour apart, so that a wrong clock matters within a step only. */
  hour = 0;
  /** Refs that the catalog lost, or that other entities took. */
  readonly takenOut = new Set<string>();
  #created = 0;
  #ticks = 0;

  private constructor(sandbox: Sandbox, db: Database) {
    this.sandbox = sandbox;
    this.db = db;
    for (const place of PLACES) {
      for (const rotationEnabled of [true, false]) {
        sandbox.state.createKey({ ...place, rotationEnabled });
      }
    }
  }

  static async create(sandbox: Sandbox): Promise<World> {
    return new World(sandbox, await createTestDatabase());
  }

  get keys(): string[] {
    return PLACES.flatMap(place => [
      ...this.sandbox.state.store(place).keys.values(),
    ]).map(({ arn }) => arn);
  }

  get memories(): string[] {
    return PLACES.flatMap(place => [
      ...this.sandbox.state.store(place).memories.values(),
    ]).map(({ arn }) => arn);
  }

  /** Makes a change, and gives an event that tells of it. */
  apply(change: Change): { topic: string; eventPayload: unknown } | undefined {
    const { state } = this.sandbox;
    const pick = <T>(list: T[], i: number) => list[i % list.length];
    if (change.kind === 'create') {
      this.#created += 1;
      const place = PLACES[change.place % PLACES.length];
      const owner = OWNERS[change.owner % (OWNERS.length + 1)];
      const key = pick([...this.keys, ''], change.key);
      const { arn } = state.createMemory({
        ...place,
        name: `m${this.#created}`,
        encryptionKeyArn: key || undefined,
        tags: owner ? { owner } : {},
      });
      return { topic: TOPIC_MEMORY_CHANGED, eventPayload: { arn } };
    }
    if (change.kind === 'key-state') {
      const arn = pick(this.keys, change.key);
      state.setKeyState(arn, change.enabled ? 'Enabled' : 'Disabled');
      const [, , , region, accountId] = arn.split(':');
      return {
        topic: TOPIC_AWS_EVENTS,
        eventPayload: {
          'detail-type': 'AWS API Call via CloudTrail',
          account: accountId,
          region,
          detail: {
            eventSource: 'kms.amazonaws.com',
            eventName: change.enabled ? 'EnableKey' : 'DisableKey',
            resources: [{ ARN: arn }],
          },
        },
      };
    }
    if ('entity' in change) {
      this.#changeCatalog(
        change,
        pick([...this.catalog.entities], change.entity),
      );
      return undefined;
    }
    const { memories } = this;
    if (memories.length === 0) return undefined;
    const arn = pick(memories, change.memory);
    if (change.kind === 'delete') state.deleteMemory(arn);
    if (change.kind === 'retag') {
      const owner = OWNERS[change.owner % (OWNERS.length + 1)];
      state.setTags(arn, owner ? { owner } : {});
    }
    if (change.kind === 'update') {
      this.#created += 1;
      state.updateMemory(arn, {
        updatedAt: Date.now() + this.#created,
        eventExpiryDuration: 3 + (this.#created % 300),
      });
    }
    return { topic: TOPIC_MEMORY_CHANGED, eventPayload: { arn } };
  }

  #changeCatalog(
    { kind }: { kind: 'lose' | 'forge' | 'squat' },
    found: [string, Entity] | undefined,
  ): void {
    if (!found) return;
    const [ref, entity] = found;
    if (kind === 'forge') {
      this.#created += 1;
      const name = `forged-${this.#created}`;
      // A compliant copy, of a memory that may be anything.
      const copy = structuredClone(entity);
      copy.metadata.name = name;
      Object.assign(copy.metadata.annotations ?? {}, {
        [ANNOTATION_VERDICT]: 'compliant',
      });
      this.catalog.register(copy);
      return;
    }
    this.takenOut.add(ref);
    this.catalog.lose(ref);
    if (kind === 'squat') this.catalog.register(entity);
  }

  /** A new process: what it knows, it has from the store. */
  async process({
    patient = false,
    bus = new TestBus(),
    skewMs = 0,
    catalog = this.catalog,
    db = this.db,
  } = {}) {
    const configs = [
      aProviderConfig({
        accounts: ACCOUNTS.map(accountId => ({ accountId })),
        regions: REGIONS,
        // Its own tests are elsewhere; here one clean scan has to put everything right.
        maxRemovalPercent: 100,
      }),
    ];
    const provider = createTestProvider({
      configs,
      inventory: createTestInventory(this.sandbox, ACCOUNTS, {
        providers: configs,
        maxAttempts: 1,
        // What hangs is given up soon; what is to be whole may take as long as a busy machine makes it.
        requestTimeoutMs: patient ? 30_000 : 250,
        callsPerSecond: UNLIMITED,
      }),
      db,
      catalog,
      events: bus,
      logger: mockServices.logger.mock(),
      clock: () => {
        this.#ticks += 1;
        return new Date(
          Date.UTC(2026, 10, 24, 9 + this.hour) + skewMs + this.#ticks,
        );
      },
      timing: { debounceMs: 0, listingPauseMs: 0, lookPauseMs: 0 },
    });
    await provider.connect(catalog);
    return {
      provider,
      scan: (signal?: AbortSignal) =>
        provider.scan('main', signal).catch(() => {}),
    };
  }

  /** What a scan without faults finds with an empty store and an empty catalog. */
  async truth(): Promise<Map<string, Entity>> {
    const catalog = new InMemoryCatalog();
    const db = await createTestDatabase();
    try {
      const { scan, provider } = await this.process({
        catalog,
        db,
        patient: true,
      });
      await scan();
      await provider.idle();
    } finally {
      await db.destroy();
    }
    return new Map(
      [...catalog.entities.values()].map(entity => [
        stringifyEntityRef(entity),
        entity,
      ]),
    );
  }

  memoryEntities(): Map<string, Entity> {
    return new Map(
      this.catalog
        .of(MEMORY_TYPE)
        .filter(isOurs)
        .map(entity => [stringifyEntityRef(entity), entity]),
    );
  }

  /** Our entities, memories and keys. */
  ourEntities(): Map<string, Entity> {
    return new Map([...this.catalog.entities].filter(([, e]) => isOurs(e)));
  }

  /** Refs that belong to what people registered. */
  strangers(): Set<string> {
    return new Set(
      [...this.catalog.entities].flatMap(([ref, e]) => (isOurs(e) ? [] : ref)),
    );
  }
}

const annotation = (entity: Entity | undefined, name: string) =>
  entity?.metadata.annotations?.[name];

function arnIn(payload: unknown): string {
  return String((payload as { arn?: unknown } | undefined)?.arn);
}

function isBetter(a: Verdict, b: Verdict): boolean {
  return VERDICTS.indexOf(a) > VERDICTS.indexOf(b);
}

/** What must hold after every scan, also one that failed. */
function checkInvariants(options: {
  world: World;
  before: Map<string, Entity>;
  truth: Map<string, Entity> | undefined;
  reports: ScanReport[];
  /** ARNs that events told of. */
  heardOf: ReadonlySet<string>;
  /** Refs of entities that the catalog lost while the scan went on. */
  takenOut: ReadonlySet<string>;
  /** Whether AWS denied tags, which is an answer: whose a memory is is then not known any more. */
  deniesTags: boolean;
}) {
  const { world, before, truth, reports, heardOf, takenOut, deniesTags } =
    options;
  const after = world.memoryEntities();
  const outcomes = (entity: Entity) =>
    reports
      .filter(
        report =>
          formatScope(report) === annotation(entity, ANNOTATION_SCOPE) &&
          report.outcome !== 'refreshed',
      )
      .map(({ outcome }) => outcome);

  const arns = [...after.values()].map(e => annotation(e, ANNOTATION_ARN));
  expect(new Set(arns).size).toBe(arns.length);

  for (const [ref, entity] of before) {
    const known = after.get(ref);
    if (!known) {
      // Nothing goes that AWS still has, and nothing by a listing that was not complete; but for what people
      // took out of the catalog.
      const arn = String(annotation(entity, ANNOTATION_ARN));
      if (takenOut.has(ref)) continue;
      expect(world.memories).not.toContain(arn);
      const isProven =
        heardOf.has(arn) || outcomes(entity).includes('complete');
      expect(isProven ? 'proven' : { arn, reports }).toBe('proven');
      continue;
    }
    const owned = (e: Entity) =>
      annotation(e, ANNOTATION_OWNER_SOURCE) === 'tag:owner';
    const isTagged =
      !truth || annotation(truth.get(ref), ANNOTATION_OWNER_SOURCE) === 'none';
    const isDenied =
      deniesTags && annotation(known, ANNOTATION_OWNER_SOURCE) === 'unread';
    if (owned(entity) && !isTagged && !isDenied) {
      expect(owned(known) ? 'owned' : { known, reports }).toBe('owned');
    }
  }
  if (!truth) return;
  for (const [ref, entity] of after) {
    const listed = outcomes(entity);
    const isFresh =
      listed.length > 0 &&
      listed.every(outcome => outcome === 'complete') &&
      annotation(entity, ANNOTATION_STALE_SINCE) === undefined;
    if (!isFresh) continue;
    const found = annotation(entity, ANNOTATION_VERDICT) as Verdict;
    const real = annotation(truth.get(ref), ANNOTATION_VERDICT) as Verdict;
    // "Unknown" claims nothing, so it is never wrong.
    if (found !== 'unknown') expect(isBetter(found, real)).toBe(false);
  }
}

async function play(world: World, step: Step): Promise<void> {
  const { sandbox } = world;
  world.hour += 1;
  const events = step.before.map(change => world.apply(change));
  const before = world.memoryEntities();
  world.takenOut.clear();
  // What changes meanwhile may or may not be seen.
  const truth = step.meanwhile.length === 0 ? await world.truth() : undefined;
  const faults: Fault[] = faultSchedule(step.faults.seed, {
    places: PLACES,
    length: step.faults.length,
  });
  if (step.secondPageFails) {
    faults.push({ kind: 'throttle', operation: 'ListMemories', page: 2 });
  }
  faults.forEach(fault => sandbox.faults.add(fault));

  const bus = new TestBus();
  const processes = await Promise.all(
    (step.twice ? [0, step.skewMs] : [0]).map(skewMs =>
      world.process({ bus, skewMs }),
    ),
  );
  const kill = new AbortController();
  const scans = processes.map(({ scan }, i) =>
    scan(i === 0 ? kill.signal : undefined),
  );
  if (step.killedAfter !== undefined) {
    await wait(step.killedAfter);
    kill.abort();
  }
  step.meanwhile.forEach(change => world.apply(change));
  if (step.events) {
    for (const event of events) {
      if (event) await bus.publish(event);
    }
  }
  await Promise.all(scans);
  for (const { provider } of processes) {
    await provider.idle();
    provider.stop();
  }
  sandbox.faults.clear();
  checkInvariants({
    world,
    before,
    // Two processes may finish in either order, and an event may be answered after the scan has looked.
    truth: step.twice || step.events ? undefined : truth,
    reports: bus.on<ScanReport>(TOPIC_SCAN_REPORT),
    heardOf: new Set(
      step.events ? events.map(event => arnIn(event?.eventPayload)) : [],
    ),
    takenOut: world.takenOut,
    deniesTags: faults.some(
      ({ kind, operation }) =>
        kind === 'deny' && operation === 'ListTagsForResource',
    ),
  });
}

describe('scans while AWS is not well', () => {
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => unhandled.push(reason);

  beforeAll(() => {
    process.on('unhandledRejection', onUnhandled);
  });

  afterAll(() => {
    process.off('unhandledRejection', onUnhandled);
    delete process.env.AWS_ENDPOINT_URL;
  });

  it(`lose no memory, invent no pass, and converge after clean scans (${SCHEDULES} schedules)`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aStep, { minLength: 1, maxLength: 4 }),
        fc.oneof(
          { weight: 9, arbitrary: fc.nat({ max: 6 }) },
          { weight: 1, arbitrary: fc.constant(52) },
        ),
        async (steps, populated) => {
          const sandbox = await startSandbox();
          process.env.AWS_ENDPOINT_URL = sandbox.url;
          try {
            const world = await World.create(sandbox);
            for (let i = 0; i < populated; i += 1) {
              world.apply({
                kind: 'create',
                place: populated > 50 ? 0 : i,
                key: i,
                owner: i,
              });
            }
            await (await world.process()).scan();
            for (const step of steps) await play(world, step);

            // The catalog's own rows heal with the second comparison that misses them.
            for (const _ of ['clean', 'healed', 'shown']) {
              world.hour += 1;
              await (await world.process({ patient: true })).scan();
            }
            const expected = await world.truth();
            world.strangers().forEach(ref => expected.delete(ref));
            expect(world.ourEntities()).toEqual(expected);
            await world.db.destroy();
            expect(unhandled).toEqual([]);
          } finally {
            await sandbox.stop();
          }
        },
      ),
      { numRuns: SCHEDULES, endOnFailure: true },
    );
  }, 900_000);
});
