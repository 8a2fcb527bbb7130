import {
  MEMORY_TYPE,
  RunFinished,
  TOPIC_MEMORY_CHANGED,
  TOPIC_RUN_FINISHED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  A,
  B,
  here,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';

describe('a scan of an organisation', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  describe('with an organisation', () => {
    const organization = { accountId: A, exclude: [] };

    beforeEach(() => {
      world.sandbox.state.createOrganization({ managementAccountId: A });
      world.sandbox.state.placeAccount(B, {});
    });

    it('reads the accounts that it has, and removes those that left', async () => {
      world.encryptedMemory('first');
      world.encryptedMemory('second', there);
      const scanner = await world.process([{ accounts: [], organization }]);
      await scanner.scan('main');
      expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(2);
      world.sandbox.state.placeAccount(B, { status: 'SUSPENDED' });
      await scanner.scan('main');
      expect(world.catalog.memory('second')).toBeUndefined();
    });

    it('removes nothing and goes on with those that are known while it does not answer', async () => {
      world.encryptedMemory('second', there);
      await world.scan({ accounts: [], organization });
      world.sandbox.faults.add({ kind: 'throttle', service: 'organizations' });
      world.encryptedMemory('third', there);
      const scan = world.scan({ accounts: [], organization });
      await expect(scan).rejects.toThrow('accounts of the organisation');
      expect(world.catalog.memory('second')).toBeDefined();
      expect(world.catalog.memory('third')).toBeDefined();
      const runs = world.bus.on<RunFinished>(TOPIC_RUN_FINISHED);
      expect(runs.map(({ complete }) => complete)).toEqual([true, false]);
    });

    it('reads keys of other accounts that it knows while the organisation does not answer', async () => {
      const central = world.sandbox.state.createKey({
        ...there,
        rotationEnabled: true,
      });
      world.sandbox.state.createMemory({
        ...here,
        name: 'mine',
        encryptionKeyArn: central.arn,
        tags: { owner: 'a' },
      });
      world.encryptedMemory('theirs', there);
      await world.scan({ accounts: [], organization });
      const before = world.catalog.memory('mine');
      expect(before?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'at-risk',
      });
      world.sandbox.faults.add({ kind: 'throttle', service: 'organizations' });
      const scan = world.scan({ accounts: [], organization });
      await expect(scan).rejects.toThrow('accounts of the organisation');
      expect(world.catalog.memory('mine')).toEqual(before);
    });

    it('hears of events before its first run', async () => {
      const { memory } = world.encryptedMemory('fresh', there);
      await world.process([{ accounts: [], organization }]);
      await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(world.catalog.memory('fresh')).toBeDefined();
    });
  });
});
