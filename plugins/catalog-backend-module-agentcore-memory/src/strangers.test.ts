import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_ARN,
  ANNOTATION_FINDINGS,
  ANNOTATION_SCOPE,
  ANNOTATION_VERDICT,
  isOurs,
  KEY_TYPE,
  MEMORY_TYPE,
  TOPIC_SCAN_REQUESTED,
} from 'backstage-plugin-agentcore-memory-common';
import fc from 'fast-check';
import { A, here, ProviderWorld } from './__testUtils__/providerWorld';
import { Outbox } from './store/Outbox';
import { MEMORIES, SETTINGS } from './store/rows';

const MINUTES = 60_000;

describe('entities that people registered', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  const later = () => {
    world.now = new Date(world.now.getTime() + 30 * MINUTES);
  };
  const reportsOf = (accountId: string) =>
    world.reports().filter(report => report.accountId === accountId);

  it('do not make a memory without a key compliant, nor keep it so', async () => {
    world.sandbox.state.createMemory({ ...here, name: 'bare' });
    const { key } = world.encryptedMemory('good');
    await world.scan();
    const bare = world.catalog.memory('bare')!;
    const good = world.catalog.memory('good')!;
    const before = [bare, good];
    for (let i = 0; i < 7; i += 1) {
      const copy = structuredClone(bare);
      copy.metadata.name = `fake-${i}`;
      copy.metadata.annotations = {
        ...good.metadata.annotations,
        [ANNOTATION_ARN]: bare.metadata.annotations![ANNOTATION_ARN],
        'agentcore-memory/kms-key-arn': key.arn,
      };
      world.catalog.register({ ...copy, spec: { ...good.spec } });
    }
    later();
    await world.scan();
    expect(world.verdict('bare')).toBe('non-compliant');
    expect([
      world.catalog.memory('bare'),
      world.catalog.memory('good'),
    ]).toEqual(before);
    expect(reportsOf(A).at(-1)).toMatchObject({
      outcome: 'complete',
      memories: 2,
      removed: 0,
      changed: 0,
      notInCatalog: 0,
    });
  });

  it('do not make scans alternate between failed and complete', async () => {
    world.encryptedMemory('one');
    await world.scan();
    const copy = world.catalog.memory('one')!;
    for (let i = 0; i < 20; i += 1) {
      const fake = structuredClone(copy);
      fake.metadata.name = `fake-${i}`;
      fake.metadata.annotations![ANNOTATION_ARN] += `${i}`;
      world.catalog.register(fake);
    }
    for (let i = 0; i < 4; i += 1) {
      later();
      await world.scan();
    }
    expect(reportsOf(A).map(({ outcome }) => outcome)).toEqual(
      Array(5).fill('complete'),
    );
    expect(reportsOf(A).map(({ removed }) => removed)).toEqual(
      Array(5).fill(0),
    );
  });

  it('are named in the report when they have the name of a memory, until they are gone', async () => {
    const { memory } = world.encryptedMemory('squatted');
    await world.scan();
    const entity = world.catalog.memory('squatted')!;
    const ref = stringifyEntityRef(entity);
    world.catalog.lose(ref);
    await world.db('agentcore_memory__memories').delete();
    world.catalog.register(entity, 'url:https://example.com/squatter.yaml');
    await world.scan();
    const report = reportsOf(A).at(-1);
    expect(report).toMatchObject({ outcome: 'complete', notInCatalog: 1 });
    expect(report?.reason).toBe(
      `1 of its memories not in the catalog: the name ${ref} is held by url:https://example.com/squatter.yaml`,
    );
    later();
    await world.scan();
    expect(reportsOf(A).at(-1)).toMatchObject({ notInCatalog: 1 });
    world.catalog.lose(ref);
    later();
    await world.scan();
    expect(world.catalog.memory('squatted')).toMatchObject({
      metadata: { annotations: { [ANNOTATION_ARN]: memory.arn } },
    });
    later();
    await world.scan();
    expect(reportsOf(A).at(-1)).toMatchObject({ notInCatalog: 0 });
    expect(reportsOf(A).at(-1)?.reason).toBeUndefined();
  });

  it('are found as well by a scan of one scope', async () => {
    world.encryptedMemory('squatted');
    const provider = await world.process();
    await provider.scan('main');
    const entity = world.catalog.memory('squatted')!;
    world.catalog.lose(stringifyEntityRef(entity));
    world.catalog.register(entity);
    await world.emit(TOPIC_SCAN_REQUESTED, { scope: `main/${A}/eu-central-1` });
    expect(world.reports().at(-1)).toMatchObject({ notInCatalog: 1 });
  });

  it('change no scan, verdict, count or removal', async () => {
    const aText = fc.oneof(
      fc.constantFrom('compliant', 'main', 'x', ''),
      fc.string({ maxLength: 20 }),
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            of: fc.nat(),
            name: fc.option(fc.stringMatching(/^[a-z]{1,20}$/)),
            type: fc.constantFrom(MEMORY_TYPE, KEY_TYPE, 'other'),
            annotations: fc.dictionary(
              fc.constantFrom(
                ANNOTATION_ARN,
                ANNOTATION_SCOPE,
                ANNOTATION_VERDICT,
                ANNOTATION_FINDINGS,
              ),
              aText,
            ),
          }),
          { maxLength: 8 },
        ),
        async strangers => {
          const alone = await play([]);
          expect(await play(strangers)).toEqual(alone);
        },
      ),
      { numRuns: process.env.CI ? 10 : 50 },
    );

    /** A scan, strangers, a change and another scan: what the catalog has of ours, and what was reported. */
    async function play(
      strangers: {
        of: number;
        name: string | null;
        type: string;
        annotations: Record<string, string>;
      }[],
    ) {
      const own = await ProviderWorld.start();
      try {
        const { memory } = own.encryptedMemory('gone');
        own.encryptedMemory('kept');
        own.sandbox.state.createMemory({ ...here, name: 'bare' });
        await own.scan();
        const ours = [...own.catalog.entities.values()];
        for (const [i, stranger] of strangers.entries()) {
          const copy: Entity = structuredClone(ours[stranger.of % ours.length]);
          copy.metadata.name = `${stranger.name ?? 'fake'}-${i}`;
          Object.assign(copy.metadata.annotations!, stranger.annotations);
          copy.spec!.type = stranger.type;
          own.catalog.register(copy);
        }
        own.sandbox.state.deleteMemory(memory.arn);
        own.now = new Date(own.now.getTime() + 30 * MINUTES);
        await own.scan();
        const refs = [...own.catalog.entities.values()].filter(isOurs);
        return {
          verdicts: refs
            .map(({ metadata }) => [
              metadata.title?.split(' ')[0],
              metadata.annotations?.[ANNOTATION_VERDICT],
            ])
            .sort(),
          reports: own
            .reports()
            .map(report => ({ ...report, startedAt: '', finishedAt: '' }))
            .sort((a, b) => a.accountId.localeCompare(b.accountId)),
          calls: own.sandbox.calls.countsByOperation(),
        };
      } finally {
        await own.stop();
      }
    }
  }, 120_000);
});

describe('what the catalog lost', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
    world.encryptedMemory('lost');
    await world.scan();
  });

  afterEach(() => world.stop());

  const scanLater = async () => {
    world.now = new Date(world.now.getTime() + 30 * MINUTES);
    await world.scan();
    return world
      .reports()
      .find(
        ({ accountId, startedAt }) =>
          accountId === A && startedAt >= world.now.toISOString(),
      );
  };

  it('is handed over again, and counts as not covered until then', async () => {
    const entity = world.catalog.memory('lost')!;
    world.catalog.lose(stringifyEntityRef(entity));
    expect(await scanLater()).toMatchObject({
      notInCatalog: 1,
      reason: expect.stringContaining('the catalog does not show'),
    });
    expect(world.catalog.memory('lost')).toEqual(entity);
    expect(await scanLater()).toMatchObject({ notInCatalog: 0 });
  });

  it('counts as not covered as well where a hand-over broke off, and newer settings keep it from being made again', async () => {
    const provider = await world.process();
    world.now = new Date(world.now.getTime() + 30 * MINUTES);
    const outbox = new Outbox(world.db, () => world.now);
    const { day } = await world.db(SETTINGS).first();
    await outbox.claim({ settings: 'newer', day }, { takeOver: true });
    const [{ arn }] = await outbox.rows(MEMORIES);
    await outbox.handingOver(MEMORIES, [arn]);
    await provider.scan('main');
    world.catalog.lose(stringifyEntityRef(world.catalog.memory('lost')!));
    await provider.scan('main');
    expect(
      world
        .reports()
        .filter(({ accountId }) => accountId === A)
        .map(({ notInCatalog }) => notInCatalog),
    ).toEqual([0, 0, 1]);
  });

  it('is taken out and handed over anew where the catalog believes to have it', async () => {
    const ref = stringifyEntityRef(world.catalog.memory('lost')!);
    world.catalog.hide(ref);
    expect(await scanLater()).toMatchObject({ notInCatalog: 1 });
    expect(await scanLater()).toMatchObject({ notInCatalog: 1 });
    // A slow catalog loses no progress, and the entity keeps its uid.
    expect(world.catalog.writes).not.toContain(`-${ref}`);
    world.now = new Date(world.now.getTime() + 24 * 60 * MINUTES);
    expect(await scanLater()).toMatchObject({ notInCatalog: 1 });
    expect(world.catalog.writes).toContain(`-${ref}`);
    expect(await scanLater()).toMatchObject({ notInCatalog: 0 });
  });

  it('is not yet lost seconds after it was handed over', async () => {
    world.catalog.hide(stringifyEntityRef(world.catalog.memory('lost')!));
    await world.scan();
    expect(world.reports().map(r => r.notInCatalog)).toEqual([0, 0, 0, 0]);
  });

  it('goes for good when nothing is stored of it and AWS does not list it', async () => {
    const entity = world.catalog.memory('lost')!;
    const ghost = structuredClone(entity);
    const arn = entity.metadata.annotations![ANNOTATION_ARN];
    await world.db('agentcore_memory__memories').where({ arn }).delete();
    const [memory] = [...world.sandbox.state.store(here).memories.values()];
    world.sandbox.state.deleteMemory(memory.arn);
    world.sandbox.faults.add({ kind: 'throttle', operation: 'ListMemories' });
    world.now = new Date(world.now.getTime() + 30 * MINUTES);
    await expect(world.scan()).rejects.toThrow();
    // The listing failed, so nothing says that it is gone.
    expect(world.catalog.memory('lost')).toEqual(ghost);
    world.sandbox.faults.clear();
    await scanLater();
    expect(world.catalog.memory('lost')).toBeUndefined();
  });
});
