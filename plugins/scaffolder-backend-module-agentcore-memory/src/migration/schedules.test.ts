import { faultSchedule } from 'aws-sandbox';
import fc from 'fast-check';
import {
  MigrationWorld,
  place,
  READS,
  WRITES,
} from './__testUtils__/MigrationWorld';
import { MemoryContents } from 'backstage-plugin-agentcore-memory-node';

/** What happens to one run. */
const disturbances = fc.record({
  seed: fc.integer({ min: 0, max: 1_000_000 }),
  faults: fc.integer({ min: 0, max: 12 }),
  /** After how many calls the process ends. */
  crashAfter: fc.option(fc.integer({ min: 1, max: 60 }), { nil: undefined }),
  /** After how many calls somebody writes to the old memory. */
  writes: fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 3 }),
});

const contentsOfMemory = fc.record({
  events: fc.array(
    fc.record({
      session: fc.integer({ min: 0, max: 3 }),
      /** Few different times and texts: equal ones are what is difficult. */
      time: fc.integer({ min: 0, max: 3 }),
      text: fc.constantFrom('a', 'b'),
      branchAt: fc.option(fc.nat(), { nil: undefined, freq: 2 }),
    }),
    { maxLength: 25 },
  ),
  records: fc.array(
    fc.record({
      text: fc.constantFrom('a', 'b', 'c'),
      strategy: fc.integer({ min: 0, max: 2 }),
      hasMetadata: fc.boolean(),
    }),
    { maxLength: 12 },
  ),
});

type Contents = typeof contentsOfMemory extends fc.Arbitrary<infer T>
  ? T
  : never;
type Disturbance = typeof disturbances extends fc.Arbitrary<infer T>
  ? T
  : never;

function fill(world: MigrationWorld, { events, records }: Contents) {
  const start = world.clock.now();
  const written: ReturnType<MigrationWorld['say']>[] = [];
  for (const { session, time, text, branchAt } of events) {
    const ofSession = written.filter(
      ({ sessionId }) => sessionId === `s${session}`,
    );
    const root =
      branchAt === undefined
        ? undefined
        : ofSession[branchAt % ofSession.length];
    written.push(
      world.say(text, {
        actorId: `a${session % 2}`,
        sessionId: `s${session}`,
        eventTimestamp: start + time,
        ...(root && {
          // One for each root: a branch has one beginning.
          branch: {
            name: `b${written.indexOf(root)}`,
            rootEventId: root.eventId,
          },
        }),
      }),
    );
  }
  for (const { text, strategy, hasMetadata } of records) {
    const strategyId = world.from.strategies.at(strategy)?.strategyId;
    world.remember(text, {
      createdAt: start,
      memoryStrategyId: strategyId,
      ...(strategyId && { namespace: `/strategies/${strategyId}/x` }),
      metadata: hasMetadata ? { kept: { stringValue: 'x' } } : undefined,
    });
  }
}

/** Counts the calls of a run, and acts on them. */
function disturbed(
  world: MigrationWorld,
  { crashAfter, writes }: Disturbance,
  crash: () => void,
): { contents: MemoryContents; wasWritten: () => boolean } {
  let calls = 0;
  let written = 0;
  const contents = new Proxy(world.contents, {
    get: (target, name: keyof MemoryContents) => {
      const call = (target[name] as Function).bind(target);
      return (...args: unknown[]) => {
        calls += 1;
        if (writes.includes(calls)) {
          written += 1;
          world.say('late', { sessionId: `late${written % 2}` });
          world.remember('late', { createdAt: 1_700_000_000_000 });
        }
        if (calls === crashAfter) crash();
        return call(...args);
      };
    },
  });
  return { contents, wasWritten: () => written > 0 };
}

/** The result of a run; undefined where it crashed. */
async function runOnce(
  world: MigrationWorld,
  disturbance: Disturbance,
  { maxPasses }: { maxPasses: number } = { maxPasses: 6 },
) {
  const { seed, faults: length } = disturbance;
  const schedule = faultSchedule(seed, {
    places: [place],
    operations: [...READS, ...WRITES],
    length,
  });
  for (const fault of schedule) {
    // These cost real time and show nothing else.
    if (fault.kind !== 'hang' && fault.kind !== 'delay') {
      world.sandbox.faults.add(fault);
    }
  }
  const aborting = new AbortController();
  const crash = () => aborting.abort(new Error('Crash'));
  const { contents, wasWritten } = disturbed(world, disturbance, crash);
  try {
    const { signal } = aborting;
    const result = await world.copy({ contents, signal, maxPasses });
    return { result, wasWritten: wasWritten() };
  } catch (error) {
    expect((error as Error).message).toBe('Crash');
    return undefined;
  } finally {
    world.sandbox.faults.clear();
    await world.settle();
  }
}

/** How often each is there. */
function counted(items: readonly unknown[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const item of items) {
    const key = JSON.stringify(item);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function expectNothingTwice(world: MigrationWorld) {
  for (const [copies, originals] of [
    [world.eventsOf(world.to.arn), world.eventsOf(world.from.arn)],
    [world.recordsOf(world.to), world.recordsOf(world.from)],
  ]) {
    const most = counted(originals);
    for (const [item, count] of counted(copies)) {
      expect({ item, count: Math.max(count, most.get(item) ?? 0) }).toEqual({
        item,
        count: most.get(item) ?? 0,
      });
    }
  }
}

const numRuns = Number(process.env.MIGRATION_RUNS ?? 60);

describe('copyContents under any schedule', () => {
  it('copies everything exactly once, says clean only then, and leaves the old memory alone', async () => {
    let clean = 0;
    let crashed = 0;
    await fc.assert(
      fc.asyncProperty(
        contentsOfMemory,
        fc.array(disturbances, { minLength: 1, maxLength: 4 }),
        fc.constantFrom(0, 0, 3_000),
        async (contents, runs, listingDelayMs) => {
          const world = await MigrationWorld.start({ listingDelayMs });
          try {
            fill(world, contents);
            const before = world.sandbox.state.events(world.from.arn);
            for (const disturbance of runs) {
              const outcome = await runOnce(world, disturbance);
              expectNothingTwice(world);
              if (!outcome) crashed += 1;
              if (outcome?.result.clean && !outcome.wasWritten) {
                clean += 1;
                world.expectCopy();
              }
            }
            const result = await world.copy({ maxPasses: 20 });
            expect(result).toMatchObject({ clean: true, complete: true });
            expect(result.stopped).toBeUndefined();
            world.expectCopy();
            expect(world.sandbox.state.events(world.from.arn)).toEqual(
              expect.arrayContaining(before),
            );
            const operations = world.sandbox.calls
              .list()
              .map(({ operation }) => operation);
            expect([...READS, ...WRITES, 'GetCallerIdentity']).toEqual(
              expect.arrayContaining(operations),
            );
          } finally {
            await world.stop();
          }
        },
      ),
      { numRuns },
    );
    expect(clean).toBeGreaterThan(0);
    expect(crashed).toBeGreaterThan(0);
  }, 60_000);

  it('writes nothing twice in one run, however long listings lag', async () => {
    await fc.assert(
      fc.asyncProperty(
        contentsOfMemory,
        disturbances,
        fc.constantFrom(6_000, 20_000),
        async (contents, disturbance, listingDelayMs) => {
          const world = await MigrationWorld.start({ listingDelayMs });
          try {
            fill(world, contents);
            const whole = { ...disturbance, crashAfter: undefined };
            const outcome = await runOnce(world, whole, { maxPasses: 40 });
            expectNothingTwice(world);
            // A denial stops it; everything else is overcome.
            expect(outcome?.result).toMatchObject(
              outcome?.result.stopped ? { clean: false } : { clean: true },
            );
          } finally {
            await world.stop();
          }
        },
      ),
      { numRuns },
    );
  }, 60_000);
});
