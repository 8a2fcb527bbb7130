import { MEMORY_TYPE } from 'backstage-plugin-agentcore-memory-common';
import {
  A,
  B,
  here,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';

describe('a scan to which AWS answers without a list', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  const leaveOut = (operation: string, page?: number) =>
    world.sandbox.faults.add({ kind: 'omitLists', operation, page });
  const lastHere = () =>
    world.reports().findLast(({ accountId }) => accountId === A);
  const HOUR_MS = 3_600_000;

  it('takes it for empty where nothing is known', async () => {
    leaveOut('ListMemories');
    await world.scan();
    expect(lastHere()).toMatchObject({
      outcome: 'complete',
      memories: 0,
      calls: { 'bedrock-agentcore:ListMemories': 1 },
    });
  });

  it('removes nothing that is there, however often it is answered so', async () => {
    for (let i = 0; i < 8; i += 1) world.encryptedMemory(`m${i}`);
    const scanner = await world.process();
    await scanner.scan('main');
    leaveOut('ListMemories');
    for (let hour = 0; hour < 3; hour += 1) {
      await expect(scanner.scan('main')).rejects.toThrow('1 of 2 scopes');
      world.now = new Date(world.now.getTime() + HOUR_MS);
    }
    expect(lastHere()).toMatchObject({
      outcome: 'failed',
      removed: 0,
      reason:
        'AWS left out the list of memories, and did not say of 8 that are known that they are gone; those are kept',
    });
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(8);
    world.sandbox.faults.clear();
    await scanner.scan('main');
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(8);
  });

  it('removes nothing of a page that it lacks', async () => {
    for (let i = 0; i < 55; i += 1) {
      world.sandbox.state.createMemory({ ...here, name: `m${i}` });
    }
    const scanner = await world.process();
    await scanner.scan('main');
    leaveOut('ListMemories', 2);
    await expect(scanner.scan('main')).rejects.toThrow('1 of 2 scopes');
    expect(lastHere()?.reason).toMatch('did not say of 5 that are known');
    expect(world.catalog.of(MEMORY_TYPE)).toHaveLength(55);
  });

  it('removes what GetMemory says is gone', async () => {
    const { memory } = world.encryptedMemory('gone');
    world.encryptedMemory('theirs', there);
    const scanner = await world.process();
    await scanner.scan('main');
    world.sandbox.state.deleteMemory(memory.arn);
    world.sandbox.faults.add({
      kind: 'omitLists',
      operation: 'ListMemories',
      account: A,
    });
    await scanner.scan('main');
    expect(lastHere()).toMatchObject({ outcome: 'complete', removed: 1 });
    expect(world.catalog.memory('gone')).toBeUndefined();
    expect(world.catalog.memory('theirs')).toBeDefined();
  });

  it.each(['deny', 'throttle', 'serverError', 'hang'] as const)(
    'removes nothing where GetMemory meets "%s"',
    async kind => {
      const { memory } = world.encryptedMemory('mine');
      const scanner = await world.process();
      await scanner.scan('main');
      world.sandbox.state.deleteMemory(memory.arn);
      leaveOut('ListMemories');
      world.sandbox.faults.add({ kind, operation: 'GetMemory' });
      await expect(scanner.scan('main')).rejects.toThrow('1 of 2 scopes');
      expect(world.catalog.memory('mine')).toBeDefined();
    },
  );

  it('takes no account out because a list of units or accounts is left out', async () => {
    const { state } = world.sandbox;
    state.createOrganization({ managementAccountId: A });
    const unit = state.createOrganizationalUnit({ name: 'Prod' });
    const nested = state.createOrganizationalUnit({
      name: 'Nested',
      parentId: unit.id,
    });
    state.placeAccount(A, { ouId: unit.id });
    state.placeAccount(B, { ouId: nested.id });
    world.encryptedMemory('theirs', there);
    const scanner = await world.process([
      {
        accounts: [],
        organization: {
          accountId: A,
          organizationalUnits: [unit.id],
          exclude: [],
        },
        maxRemovalPercent: 100,
      },
    ]);
    await scanner.scan('main');
    for (const operation of [
      'ListAccountsForParent',
      'ListOrganizationalUnitsForParent',
    ]) {
      leaveOut(operation);
      await expect(scanner.scan('main')).rejects.toThrow(
        'The listing lacks 1 of 1 known accounts',
      );
      expect(world.catalog.memory('theirs')).toBeDefined();
      world.sandbox.faults.clear();
      await scanner.scan('main');
    }
  });
});
