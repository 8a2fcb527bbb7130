import { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import {
  MEMORY_TYPE,
  TOPIC_AWS_EVENTS,
} from 'backstage-plugin-agentcore-memory-common';
import { KeyReader } from 'backstage-plugin-agentcore-memory-node';
import {
  A,
  B,
  here,
  keyEvent,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';

const DAY = 24 * 3600_000;

/** A gate that something waits at until it is opened. */
function createGate() {
  let open = () => {};
  const passed = new Promise<void>(resolve => {
    open = resolve;
  });
  return { open, passed };
}

describe('two processes', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  const pass = (ms: number) => {
    world.now = new Date(world.now.getTime() + ms);
  };
  const holdsMemory = ({ added }: EntityProviderMutation & { type: 'delta' }) =>
    added.some(({ entity }) => entity.spec?.type === MEMORY_TYPE);
  const failing = { severity: { 'key-rotation': 'fail' as const } };

  function atRisk() {
    const key = world.sandbox.state.createKey({
      ...here,
      rotationEnabled: false,
      tags: { owner: 'a' },
    });
    world.sandbox.state.createMemory({
      ...here,
      name: 'one',
      encryptionKeyArn: key.arn,
      tags: { owner: 'a' },
    });
  }

  it('heal an older entity that one of them handed over late before it died', async () => {
    const { key } = world.encryptedMemory('one');
    world.sandbox.state.setKeyState(key.arn, 'Disabled');
    await world.scan();
    const reached = createGate();
    const gate = createGate();
    let isArmed = false;
    const dying = await world.process([{}], {
      connection: {
        refresh: async () => {},
        applyMutation: async mutation => {
          if (!isArmed || mutation.type !== 'delta' || !holdsMemory(mutation)) {
            await world.catalog.applyMutation(mutation);
            return;
          }
          reached.open();
          await gate.passed;
          await world.catalog.applyMutation(mutation);
          throw new Error('killed');
        },
      },
    });
    const living = await world.process();
    isArmed = true;
    world.sandbox.state.setKeyState(key.arn, 'Enabled');
    const scan = dying.scan('main').catch(() => {});
    await reached.passed;
    world.sandbox.state.setKeyState(key.arn, 'Disabled');
    await living.scan('main');
    expect(world.verdict('one')).toBe('non-compliant');
    gate.open();
    await scan;
    expect(world.verdict('one')).toBe('compliant');
    pass(30 * 60_000);
    await living.scan('main');
    expect(world.verdict('one')).toBe('non-compliant');
  });

  it('publish with the settings of the one that started last, and lose none of them', async () => {
    atRisk();
    const old = await world.process();
    await old.scan('main');
    expect(world.annotation('one', 'rule-key-rotation')).toBe('warn');
    const gate = createGate();
    const begun = createGate();
    // The new one has begun to publish everything when a scan of the old one begins.
    const starting = world.process([{}], {
      rules: failing,
      transformers: {
        key: async entity => {
          begun.open();
          await gate.passed;
          return entity;
        },
      },
    });
    await begun.passed;
    await old.scan('main');
    gate.open();
    await starting;
    expect(world.annotation('one', 'rule-key-rotation')).toBe('fail');
    await old.scan('main');
    expect(world.annotation('one', 'rule-key-rotation')).toBe('fail');
  });

  it('publish with the old settings again when the new process is gone', async () => {
    atRisk();
    const old = await world.process();
    await old.scan('main');
    const briefly = await world.process([{}], { rules: failing });
    briefly.stop();
    await old.scan('main');
    expect(world.annotation('one', 'rule-key-rotation')).toBe('fail');
    pass(6 * 60_000);
    await old.publishPending();
    expect(world.annotation('one', 'rule-key-rotation')).toBe('warn');
  });
});

describe('a scan', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  it.each(['{"arn":"x"}', 'garbage'])(
    'reads a memory anew of which "%s" is stored, and all others as well',
    async text => {
      const { memory } = world.encryptedMemory('odd');
      world.encryptedMemory('second', there);
      await world.scan();
      await world
        .db('agentcore_memory__memories')
        .where({ arn: memory.arn })
        .update({ facts: text, to_publish: true });
      await world.process();
      // Its name is not known.
      expect(
        world.catalog
          .of(MEMORY_TYPE)
          .map(
            ({ metadata }) =>
              metadata.annotations?.['agentcore-memory/verdict'],
          )
          .sort(),
      ).toEqual(['compliant', 'unknown']);
      world.encryptedMemory('third');
      await world.scan();
      expect(world.verdict('third')).toBe('compliant');
      expect(world.verdict('odd')).toBe('compliant');
    },
  );

  it('calls a memory stale whose alias does not answer, though its old key is read for another one', async () => {
    const { state } = world.sandbox;
    const key = state.createKey({
      ...here,
      alias: 'shared',
      rotationEnabled: true,
      tags: { owner: 'a' },
    });
    const alias = key.arn.replace(/key\/.*/, 'alias/shared');
    for (const [name, encryptionKeyArn] of [
      ['by_alias', alias],
      ['zz_direct', key.arn],
    ]) {
      state.createMemory({
        ...here,
        name,
        encryptionKeyArn,
        tags: { owner: 'a' },
      });
    }
    await world.scan();
    const failed = { state: 'failed', reason: 'TimeoutError' } as const;
    const inventory = world.inventory({
      createKeyReader: options => {
        const real = world.inventory().createKeyReader(options);
        const read: KeyReader['read'] = async (arn, accountId) => {
          const reading = await real.read(arn, accountId);
          if (arn !== alias) return reading;
          return {
            ...reading,
            metadata: failed,
            rotation: failed,
            policy: failed,
            aliases: failed,
          };
        };
        return { ...real, list: place => real.list(place), read };
      },
    });
    const scanner = await world.process([{}], { inventory });
    await scanner.scan('main');
    await scanner.scan('main');
    expect(world.annotation('by_alias', 'stale-since')).toBeDefined();
    expect(world.annotation('zz_direct', 'stale-since')).toBeUndefined();
    expect(world.verdict('by_alias')).toBe('compliant');
    await world.scan();
    expect(world.annotation('by_alias', 'stale-since')).toBeUndefined();
  });

  it.each([
    ['long text', `arn:${'x'.repeat(2_100)}`],
    ['NUL', 'arn:aws:kms:eu-central-1:111122223333:key/\u0000'],
    ['half a character', 'arn:\ud800'],
  ])('goes on beside a memory that names %s as its key', async (_, named) => {
    const { memory } = world.encryptedMemory('odd');
    world.encryptedMemory('good');
    const inventory = world.inventory({
      readDetails: async (listed, options) => {
        const details = await world.inventory().readDetails(listed, options);
        if (listed.arn !== memory.arn || details.state !== 'known') {
          return details;
        }
        return {
          state: 'known',
          value: {
            ...details.value,
            encryptionKeyArn: { state: 'known', value: named },
          },
        };
      },
    });
    await (await world.process([{}], { inventory })).scan('main');
    expect(world.verdict('good')).toBe('compliant');
    expect(world.verdict('odd')).toBe('unknown');
    const annotations = world.catalog.memory('odd')?.metadata.annotations ?? {};
    // PostgreSQL refuses both, with all that is handed over beside.
    expect(Object.values(annotations).join()).not.toMatch(/[\p{Cc}\p{Cs}]/u);
  });

  it('takes out no key while a scope fails whose memories may use it', async () => {
    world.encryptedMemory('one');
    await world.scan();
    const before = world.catalog.entities.size;
    await world.db('agentcore_memory__memories').delete();
    await world.db('agentcore_memory__keys').delete();
    world.sandbox.faults.add({ kind: 'throttle', operation: 'ListMemories' });
    await expect(world.scan()).rejects.toThrow();
    expect(world.catalog.entities.size).toBe(before);
  });

  it('reads AWS also while the catalog does not answer, and fails at its end', async () => {
    const { key } = world.encryptedMemory('one');
    const scanner = await world.process();
    await scanner.scan('main');
    world.sandbox.state.setKeyState(key.arn, 'Disabled');
    world.catalog.shown = async () => {
      throw new Error('503');
    };
    await expect(scanner.scan('main')).rejects.toThrow(
      'The catalog could not be compared: 503',
    );
    expect(world.verdict('one')).toBe('non-compliant');
  });

  it('keeps an account that moves between the organisational units of two provider configs', async () => {
    world.encryptedMemory('mine', there);
    const units: Record<string, string[]> = { one: [A, B], two: [] };
    const inventory = world.inventory({
      listAccounts: async ({ organizationalUnits }) => ({
        accountIds: units[String(organizationalUnits)],
      }),
    });
    const configs = ['one', 'two'].map(id => ({
      id,
      accounts: [],
      organization: {
        accountId: A,
        organizationalUnits: [id],
        exclude: [],
      },
    }));
    const scanner = await world.process(configs, { inventory });
    await scanner.scan('two');
    await scanner.scan('one');
    units.one = [A];
    units.two = [B];
    // Most accounts of one are missing: that must be said again some time later.
    await expect(scanner.scan('one')).rejects.toThrow('lacks 1 of 1');
    world.now = new Date(world.now.getTime() + 5 * 60_000);
    await scanner.scan('one');
    expect(world.catalog.memory('mine')).toBeDefined();
    await scanner.scan('two');
    expect(world.annotation('mine', 'scope')).toBe(`two/${B}/eu-central-1`);
    expect(world.catalog.writes.filter(write => write[0] === '-')).toEqual([]);
  });

  it('does not believe two empty listings within a moment', async () => {
    for (let i = 0; i < 8; i += 1) world.encryptedMemory(`m${i}`);
    await world.scan();
    const inventory = world.inventory({
      listMemories: async () => ({ memories: [], notUnderstood: [] }),
    });
    const scanner = await world.process([{}], { inventory });
    for (let i = 0; i < 3; i += 1) {
      await expect(scanner.scan('main')).rejects.toThrow();
    }
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(8);
    world.now = new Date(world.now.getTime() + DAY);
    await scanner.scan('main');
    expect(world.catalog.of(MEMORY_TYPE)).toEqual([]);
  });
});

describe('events', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  it('about unknown accounts do not hold up those about known keys while the organisation is asked', async () => {
    const { key } = world.encryptedMemory('one');
    const gate = createGate();
    let asked = 0;
    const inventory = world.inventory({
      listAccounts: async () => {
        asked += 1;
        if (asked > 1) await gate.passed;
        return { accountIds: [A] };
      },
    });
    const scanner = await world.process(
      [{ accounts: [], organization: { accountId: A, exclude: [] } }],
      { inventory },
    );
    await scanner.scan('main');
    world.now = new Date(world.now.getTime() + 6 * 60_000);
    await world.bus.publish({
      topic: TOPIC_AWS_EVENTS,
      eventPayload: {
        'detail-type': 'AWS API Call via CloudTrail',
        account: '999999999999',
        region: 'eu-central-1',
        detail: {
          eventSource: 'bedrock-agentcore.amazonaws.com',
          eventName: 'UpdateMemory',
          requestParameters: { memoryId: 'made_up-a1B2c3D4e5' },
        },
      },
    });
    world.sandbox.state.setKeyState(key.arn, 'Disabled');
    await world.bus.publish({
      topic: TOPIC_AWS_EVENTS,
      eventPayload: keyEvent('DisableKey', key.arn),
    });
    // The test's own time-out ends this.
    while (world.verdict('one') !== 'non-compliant') {
      await new Promise(resolve => setTimeout(resolve, 5));
    }
    expect(asked).toBe(2);
    gate.open();
    await world.idle();
  });

  it('without end about one key cost one look a second', async () => {
    const { key } = world.encryptedMemory('one');
    await world.scan();
    await world.process([{}], { timing: { lookPauseMs: 60_000 } });
    world.sandbox.calls.clear();
    for (let i = 0; i < 50; i += 1) {
      await world.bus.publish({
        topic: TOPIC_AWS_EVENTS,
        eventPayload: keyEvent('TagResource', key.arn),
      });
      await world.idle();
    }
    expect(world.sandbox.calls.count({ operation: 'DescribeKey' })).toBe(1);
  });
});
