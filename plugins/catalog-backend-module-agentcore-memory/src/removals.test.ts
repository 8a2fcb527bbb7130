import { MEMORY_TYPE } from 'backstage-plugin-agentcore-memory-common';
import {
  A,
  B,
  here,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';

describe('a listing that lacks most of a scope', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  function createMemories(count: number) {
    return Array.from({ length: count }, (_, i) =>
      world.sandbox.state.createMemory({ ...here, name: `m${i}` }),
    );
  }

  const later = () => {
    world.now = new Date(world.now.getTime() + 10 * 60_000);
  };
  const titles = () =>
    world.catalog.of(MEMORY_TYPE).map(({ metadata }) => metadata.title);

  it('removes nothing until a later listing lacks the same, whichever process asks', async () => {
    const memories = createMemories(8);
    await world.scan();
    for (const { arn } of memories.slice(1))
      world.sandbox.state.deleteMemory(arn);
    await expect(world.scan()).rejects.toThrow('1 of 2 scopes');
    expect(titles()).toHaveLength(8);
    expect(
      world.reports().find(({ outcome }) => outcome === 'failed'),
    ).toMatchObject({
      reason: expect.stringMatching(/lacks 7 of 8 known memories/),
    });
    later();
    await world.scan();
    expect(titles()).toEqual(['m0']);
    expect(world.reports().at(-1)?.outcome).toBe('complete');
  });

  it('is doubted anew when the scope was seen whole in between', async () => {
    createMemories(8);
    await world.scan();
    const { memories: held } = world.sandbox.state.store(here);
    const all = [...held];
    const scanEmpty = async () => {
      held.clear();
      await expect(world.scan()).rejects.toThrow('1 of 2 scopes');
      all.forEach(([id, memory]) => held.set(id, memory));
    };
    await scanEmpty();
    later();
    await world.scan();
    later();
    await scanEmpty();
    expect(titles()).toHaveLength(8);
  });

  it('removes what two answers in a row lacked, and doubts what only the last one lacks', async () => {
    const memories = createMemories(20);
    await world.scan();
    for (const { arn } of memories.slice(8))
      world.sandbox.state.deleteMemory(arn);
    await expect(world.scan()).rejects.toThrow('1 of 2 scopes');
    for (const { arn } of memories.slice(2, 8))
      world.sandbox.state.deleteMemory(arn);
    later();
    // 12 of the 18 that are missing now were missing before.
    await expect(world.scan()).rejects.toThrow('1 of 2 scopes');
    expect(titles()).toHaveLength(8);
    later();
    await world.scan();
    expect(titles()).toEqual(['m0', 'm1']);
  });

  it('takes out a memory that GetMemory did not find with one more listing', async () => {
    const memories = createMemories(8);
    await world.scan();
    for (const { arn } of memories) world.sandbox.state.deleteMemory(arn);
    await world.process();
    // Most of the scope is gone, but each of these was not found twice.
    for (const { arn } of memories.slice(0, 2)) {
      await world.emit('agentcore-memory.memory-changed', { arn });
    }
    expect(titles()).not.toContain('m0');
    expect(titles()).not.toContain('m1');
  });

  it('is not needed for scopes that are no longer configured', async () => {
    createMemories(8);
    world.encryptedMemory('stays', there);
    await world.scan();
    await world.scan({ accounts: [{ accountId: B }] });
    expect(titles()).toEqual(['stays']);
    expect(world.sandbox.calls.count({ account: A })).toBeGreaterThan(0);
  });
});
