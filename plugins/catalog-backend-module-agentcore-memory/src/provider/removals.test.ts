import {
  MEMORY_TYPE,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { A, here, ProviderWorld } from '../__testUtils__/providerWorld';

describe('a listing that lacks most of a scope', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  it('does not believe a listing that lacks most of a scope until it sees it again', async () => {
    const memories = Array.from({ length: 8 }, (_, i) =>
      world.sandbox.state.createMemory({ ...here, name: `m${i}` }),
    );
    const scanner = await world.provider();
    await scanner.scan();
    for (const { arn } of memories.slice(1))
      world.sandbox.state.deleteMemory(arn);
    await expect(scanner.scan()).rejects.toThrow('1 of 2 scopes');
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(8);
    const [refused] = world.reports().filter(r => r.refusedListing);
    expect(refused).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/lacks 7 of 8 known memories/),
    });
    // Another process learns of it from the reports.
    const other = await world.provider(
      {},
      {
        history: [
          {
            scope: `main/${A}/eu-central-1`,
            lastAttemptAt: refused.finishedAt,
            refusedListing: refused.refusedListing,
          },
        ],
      },
    );
    await other.scan();
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(1);
    expect(world.reports().at(-1)?.outcome).toBe('complete');
  });

  it('doubts such a listing anew when another process has seen the scope whole in between', async () => {
    for (let i = 0; i < 8; i += 1) {
      world.sandbox.state.createMemory({ ...here, name: `m${i}` });
    }
    const history: Partial<ScopeHealth>[] = [];
    const scanner = await world.provider({}, { history });
    await scanner.scan();
    const memories = world.catalog.of(MEMORY_TYPE);
    const { memories: held } = world.sandbox.state.store(here);
    const all = [...held];
    const scanEmpty = async () => {
      held.clear();
      await expect(scanner.scan()).rejects.toThrow('1 of 2 scopes');
      all.forEach(([id, memory]) => held.set(id, memory));
    };
    await scanEmpty();
    world.now = new Date('2026-12-24T09:00:00.000Z');
    history.push({
      scope: `main/${A}/eu-central-1`,
      lastAttemptAt: '2026-12-24T08:00:00.000Z',
    });
    await scanEmpty();
    expect(world.catalog.of(MEMORY_TYPE)).toEqual(memories);
  });

  it('believes such a listing when it is another one the next time only after that', async () => {
    const memories = Array.from({ length: 8 }, (_, i) =>
      world.sandbox.state.createMemory({ ...here, name: `m${i}` }),
    );
    const scanner = await world.provider();
    await scanner.scan();
    for (const { arn } of memories.slice(2))
      world.sandbox.state.deleteMemory(arn);
    await expect(scanner.scan()).rejects.toThrow();
    world.sandbox.state.deleteMemory(memories[1].arn);
    await expect(scanner.scan()).rejects.toThrow();
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(8);
    await scanner.scan();
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(1);
  });
});
