import { FaultInjector } from '../faults/FaultInjector';
import { resolveKey } from '../kms/resolveKey';
import { createManualClock } from '../state/clock';
import { SandboxState } from '../state/SandboxState';
import { largeAccountIds, largeSeed, LargeSeedOptions } from './large';

const SIZE: LargeSeedOptions = {
  seed: 7,
  accounts: 5,
  regions: ['us-east-1', 'eu-central-1', 'ap-south-1'],
  memories: 400,
};

function plant(change: Partial<LargeSeedOptions> = {}) {
  const clock = createManualClock();
  const state = new SandboxState(clock);
  const options = { ...SIZE, ...change };
  largeSeed(options)({ state, faults: new FaultInjector(), now: clock.now() });
  const stores = largeAccountIds(options.accounts).flatMap(accountId =>
    options.regions.map(region => state.store({ accountId, region })),
  );
  const memories = stores.flatMap(store => [...store.memories.values()]);
  const keys = stores.flatMap(store => [...store.keys.values()]);
  return { state, stores, memories, keys, now: clock.now() };
}

describe('the large seed', () => {
  it('depends on its seed only', () => {
    const first = plant();
    const second = plant();
    expect(second.memories).toEqual(first.memories);
    expect(second.keys).toEqual(first.keys);
    expect(plant({ seed: 8 }).memories).not.toEqual(first.memories);
  });

  it('fills as few places as possible, evenly, and leaves the others empty', () => {
    const { state, stores, memories, keys } = plant();
    expect(memories).toHaveLength(400);
    expect(keys).toHaveLength(36);
    const sizes = stores.map(store => store.memories.size);
    expect(sizes.filter(count => count > 0).sort()).toEqual([133, 133, 134]);
    for (const accountId of largeAccountIds(SIZE.accounts)) {
      expect(() =>
        state.accounts.assumeRole({
          caller: { accountId, principalArn: '', userId: '' },
          roleArn: `arn:aws:iam::${accountId}:role/BackstageReader`,
          sessionName: 'test',
          expiresAt: 0,
        }),
      ).not.toThrow();
    }
  });

  it('has memories of all kinds, none newer than today', () => {
    const { state, memories, keys, now } = plant();
    const healthy = keys.filter(
      key => key.keyState === 'Enabled' && key.rotationEnabled,
    );
    expect(healthy.length).toBeGreaterThan(keys.length / 3);
    expect(healthy.length).toBeLessThan(keys.length);
    expect(memories.some(m => !m.encryptionKeyArn)).toBe(true);
    expect(memories.some(m => Object.keys(m.tags).length === 0)).toBe(true);
    expect(
      new Set(memories.flatMap(m => m.strategies.map(s => s.type))).size,
    ).toBe(5);
    expect(new Set(memories.map(m => m.updatedAt)).size).toBeGreaterThan(300);
    for (const { name, updatedAt } of memories) {
      expect(name).toMatch(/^[a-zA-Z][a-zA-Z0-9_]{0,47}$/);
      expect(updatedAt).toBeLessThanOrEqual(now);
    }
    expect(
      memories.filter(
        ({ encryptionKeyArn: arn }) => arn && !resolveKey(state, arn),
      ),
    ).toEqual([]);
  });

  it('accepts other sizes', () => {
    const { stores, keys } = plant({
      memories: 20,
      fullScopes: 10,
      keysPerFullScope: 2,
    });
    expect(stores.map(store => store.memories.size).sort()).toEqual([
      ...Array(5).fill(0),
      ...Array(10).fill(2),
    ]);
    expect(keys).toHaveLength(20);
    expect(plant({ memories: 0 }).keys).toEqual([]);
    expect(() => largeSeed({ ...SIZE, fullScopes: 2 })).toThrow('do not fit');
    expect(() => largeSeed({ ...SIZE, fullScopes: 16 })).toThrow('do not fit');
  });
});
