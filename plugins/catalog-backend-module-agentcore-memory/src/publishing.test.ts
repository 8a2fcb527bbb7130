import { stringifyEntityRef } from '@backstage/catalog-model';
import { RuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  A,
  B,
  here,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';
import { collectTransformers, Transformers } from './publish/transformers';
import { Outbox } from './store/Outbox';
import { KEYS, MEMORIES } from './store/rows';

describe('publishing', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  it('judges everything anew for other settings, without asking AWS', async () => {
    world.sandbox.state.createMemory({ ...here, name: 'bare' });
    await world.scan();
    expect(world.verdict('bare')).toBe('non-compliant');
    world.sandbox.calls.clear();
    const rules: Partial<RuleSettings> = {
      severity: { 'customer-managed-key': 'warn' },
    };
    await world.process([{}], { rules });
    expect(world.verdict('bare')).toBe('at-risk');
    expect(world.sandbox.calls.count()).toBe(0);
  });

  it.each([
    ['another day', { day: '2026-11-25' }],
    ['newer settings', { settings: 'newer' }],
  ])('leaves the marks to %s that come meanwhile', async (_, newer) => {
    world.encryptedMemory('one');
    const provider = await world.process();
    const { applyMutation } = world.catalog;
    world.catalog.applyMutation = async mutation => {
      world.catalog.applyMutation = applyMutation;
      const current = await world.db('agentcore_memory__settings').first();
      await new Outbox(world.db).claim(
        { settings: current.settings, day: current.day, ...newer },
        { takeOver: true },
      );
      await applyMutation.call(world.catalog, mutation);
    };
    await provider.scan('main');
    for (const table of [MEMORIES, KEYS]) {
      const [row] = await world.db(table);
      expect(row.to_publish).toBeTruthy();
    }
  });

  it('takes nothing out of the catalog that newer settings cover', async () => {
    world.encryptedMemory('one');
    world.encryptedMemory('two', there);
    const [ofA, ofB] = [A, B].map(accountId => ({ accounts: [{ accountId }] }));
    const older = await world.process([{ ...ofA, id: 'of-a' }]);
    const newer = await world.process([
      { ...ofA, id: 'of-a' },
      { ...ofB, id: 'of-b' },
    ]);
    await newer.scan('of-a');
    await newer.scan('of-b');
    await older.scan('of-a');
    expect(world.catalog.memory('one')).toBeDefined();
    expect(world.catalog.memory('two')).toBeDefined();
  });

  it('publishes anew for another transformer, without asking AWS', async () => {
    world.encryptedMemory('one');
    await world.scan();
    world.sandbox.calls.clear();
    const setBy = async (memory: Transformers['memory']) => {
      const { transformers, extensionPoint } = collectTransformers();
      extensionPoint.setMemoryTransformer(memory!);
      await world.process([{}], { transformers });
      return world.catalog.memory('one')?.metadata.description;
    };
    expect(
      await setBy(e => ({
        ...e,
        metadata: { ...e.metadata, description: 'a' },
      })),
    ).toBe('a');
    expect(
      await setBy(e => ({
        ...e,
        metadata: { ...e.metadata, description: 'b' },
      })),
    ).toBe('b');
    expect(world.sandbox.calls.count()).toBe(0);
  });

  it('hands entities over in one order and in small parts, so that processes do not block each other', async () => {
    for (let i = 0; i < 120; i += 1) world.encryptedMemory(`memory_${i}`);
    const provider = await world.process();
    const { applyMutation } = world.catalog;
    const parts: string[][] = [];
    world.catalog.applyMutation = async mutation => {
      if (mutation.type === 'delta') {
        parts.push(
          mutation.added.map(({ entity }) => stringifyEntityRef(entity)),
        );
      }
      await applyMutation.call(world.catalog, mutation);
    };
    await provider.scan('main');
    expect(parts.flat()).toHaveLength(240);
    for (const refs of parts) {
      expect(refs.length).toBeLessThanOrEqual(50);
      expect(refs).toEqual([...refs].sort());
    }
  });

  it('hands nothing over when a process starts with the same settings', async () => {
    world.encryptedMemory('one');
    await world.scan();
    const { handedOver } = world.catalog;
    await world.process();
    expect(world.catalog.handedOver).toBe(handedOver);
  });

  it('follows a date that passes, without asking AWS', async () => {
    const { key } = world.encryptedMemory('one');
    await world.scan();
    const row = await world.db('agentcore_memory__keys').first();
    const facts = JSON.parse(row.facts);
    facts.metadata.value.origin = 'EXTERNAL';
    facts.metadata.value.validTo = '2027-01-15T00:00:00.000Z';
    facts.rotation = { state: 'absent' };
    await world
      .db('agentcore_memory__keys')
      .where({ arn: key.arn })
      .update({ facts: JSON.stringify(facts) });
    const provider = await world.process();
    world.sandbox.calls.clear();
    for (const [day, verdict] of [
      ['2026-11-25', 'compliant'],
      ['2026-12-20', 'at-risk'],
    ]) {
      world.now = new Date(`${day}T09:00:00.000Z`);
      await provider.publishPending();
      expect(world.verdict('one')).toBe(verdict);
    }
    expect(world.sandbox.calls.count()).toBe(0);
  });

  it('goes on after a crash with what was stored and not handed over', async () => {
    world.encryptedMemory('one');
    const { applyMutation } = world.catalog;
    world.catalog.applyMutation = async () => {
      throw new Error('insert into "refresh_state" values (secret): crash');
    };
    await expect(world.scan()).rejects.toThrow('1 of 2 scopes');
    const failed = world.reports().find(r => r.outcome === 'failed');
    expect(failed?.reason).toBe(
      'What AWS said could not be stored or published; the log of the backend says why',
    );
    world.catalog.applyMutation = applyMutation;
    world.sandbox.calls.clear();
    await world.process();
    expect(world.verdict('one')).toBe('compliant');
    expect(world.sandbox.calls.count()).toBe(0);
  });

  it.each(['before', 'after'])(
    'shows what holds again after a hand-over in parts broke off %s the second part',
    async when => {
      const names = Array.from({ length: 60 }, (_, i) => `memory_${i}`);
      for (const name of names) {
        world.sandbox.state.createMemory({ ...here, name });
      }
      const verdicts = () => new Set(names.map(name => world.verdict(name)));
      await world.scan();
      expect(verdicts()).toEqual(new Set(['non-compliant']));
      const { applyMutation } = world.catalog;
      let parts = 0;
      world.catalog.applyMutation = async mutation => {
        parts += 1;
        if (parts === 1 || when === 'after') {
          await applyMutation.call(world.catalog, mutation);
        }
        if (parts > 1) throw new Error('crash');
      };
      const rules: Partial<RuleSettings> = {
        severity: { 'customer-managed-key': 'warn' },
      };
      await expect(world.process([{}], { rules })).rejects.toThrow('crash');
      expect(verdicts()).toContain('at-risk');
      world.catalog.applyMutation = applyMutation;
      await world.process();
      expect(verdicts()).toEqual(new Set(['non-compliant']));
    },
  );

  it('takes out a key that is not wanted any more, though a crash came after it was handed over', async () => {
    world.encryptedMemory('one');
    const { applyMutation } = world.catalog;
    world.catalog.applyMutation = async mutation => {
      await applyMutation.call(world.catalog, mutation);
      throw new Error('crash');
    };
    await expect(world.scan()).rejects.toThrow();
    expect(world.catalog.of('kms-key')).toHaveLength(1);
    world.catalog.applyMutation = applyMutation;
    await world.process([{ kmsKeys: false }]);
    expect(world.catalog.of('kms-key')).toEqual([]);
  });

  it('goes on after a crash between an entity and its row that are removed', async () => {
    const { memory } = world.encryptedMemory('one');
    await world.scan();
    world.sandbox.state.deleteMemory(memory.arn);
    const { applyMutation } = world.catalog;
    world.catalog.applyMutation = async mutation => {
      await applyMutation.call(world.catalog, mutation);
      throw new Error('crash');
    };
    await expect(world.scan()).rejects.toThrow();
    expect(world.catalog.memory('one')).toBeUndefined();
    expect(await world.db('agentcore_memory__memories')).toHaveLength(1);
    world.catalog.applyMutation = applyMutation;
    await world.scan();
    expect(await world.db('agentcore_memory__memories')).toEqual([]);
    expect(await world.db('agentcore_memory__keys')).toEqual([]);
    expect(world.catalog.entities.size).toBe(0);
  });
});
