import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Sandbox, startSandbox } from 'aws-sandbox';
import { CallMeter, metered } from '../aws/CallMeter';
import { readProviderConfigs } from '../config/readProviderConfigs';
import { createInventory } from '../services';
import { covering } from '../__testUtils__/covering';
import { MemoryInventory } from './MemoryInventory';

const ACCOUNT = '111122223333';
const place = { accountId: ACCOUNT, region: 'eu-central-1' };

describe('the inventory of a scan', () => {
  let sandbox: Sandbox;
  let inventory: MemoryInventory;

  function inventoryWith(aws: JsonObject, more: JsonObject = {}) {
    return createInventory(
      new ConfigReader({ aws, ...covering(ACCOUNT), ...more }),
      {
        maxAttempts: 1,
        requestTimeoutMs: 2_000,
      },
    );
  }

  const ownCredentials = () => ({
    accounts: [
      { accountId: ACCOUNT, ...sandbox.credentialsFor(ACCOUNT) },
    ] as unknown as JsonObject[],
  });

  beforeEach(async () => {
    sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    inventory = inventoryWith(ownCredentials());
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  describe('tags', () => {
    const read = (...arns: string[]) =>
      inventory.readTags(
        place,
        arns.map(arn => ({ arn })),
      );

    it('come a hundred to a call, of memories and keys alike', async () => {
      const key = sandbox.state.createKey({ ...place, tags: { owner: 'k' } });
      const memories = Array.from({ length: 140 }, (_, i) =>
        sandbox.state.createMemory({
          ...place,
          name: `m${i}`,
          tags: { owner: `o${i}` },
        }),
      );
      const tags = await read(key.arn, ...memories.map(({ arn }) => arn));
      expect(tags.get(memories[139].arn)).toEqual({
        state: 'known',
        value: { owner: 'o139' },
      });
      expect(tags.get(key.arn)).toMatchObject({ value: { owner: 'k' } });
      expect(sandbox.calls.countsByOperation()).toEqual({
        'sts:GetCallerIdentity': 1,
        'tagging:GetResources': 2,
      });
    });

    it('that are not listed are asked for where something could be lost', async () => {
      const [tagged, old, emptied, young] = ['a', 'b', 'c', 'd'].map(name =>
        sandbox.state.createMemory({
          ...place,
          name,
          tags: name === 'a' ? { owner: 'a' } : {},
        }),
      );
      const tags = await inventory.readTags(place, [
        { arn: tagged.arn },
        { arn: old.arn, settled: true },
        {
          arn: emptied.arn,
          previous: { state: 'known', value: { owner: 'c' } },
        },
        { arn: young.arn },
      ]);
      expect(tags.get(old.arn)).toEqual({ state: 'known', value: {} });
      expect(tags.get(emptied.arn)).toEqual({ state: 'known', value: {} });
      expect(sandbox.calls.countsByOperation()).toEqual({
        'sts:GetCallerIdentity': 1,
        'tagging:GetResources': 1,
        'bedrock-agentcore:ListTagsForResource': 2,
      });
    });

    it('are asked for one by one as long as bulk reading has shown no memory', async () => {
      const { arn } = sandbox.state.createMemory({ ...place, name: 'a' });
      await inventory.readTags(place, [{ arn, settled: true }]);
      expect(sandbox.calls.count({ operation: 'ListTagsForResource' })).toBe(1);
    });

    it('are asked for one by one in a region in which bulk reading has shown no memory', async () => {
      const here = sandbox.state.createMemory({
        ...place,
        name: 'a',
        tags: { owner: 'a' },
      });
      await read(here.arn);
      const there = { ...place, region: 'us-east-1' };
      const { arn } = sandbox.state.createMemory({ ...there, name: 'b' });
      await inventory.readTags(there, [{ arn, settled: true }]);
      expect(sandbox.calls.count({ operation: 'ListTagsForResource' })).toBe(1);
    });

    it('are read in bulk in one region while it is refused in another', async () => {
      sandbox.faults.add({
        kind: 'deny',
        operation: 'GetResources',
        region: 'us-east-1',
      });
      const there = { ...place, region: 'us-east-1' };
      const far = sandbox.state.createMemory({ ...there, name: 'b' });
      await inventory.readTags(there, [{ arn: far.arn }]);
      const { arn } = sandbox.state.createMemory({
        ...place,
        name: 'a',
        tags: { owner: 'a' },
      });
      await read(arn);
      expect(sandbox.calls.count({ operation: 'GetResources' })).toBe(2);
      expect(sandbox.calls.count({ operation: 'ListTagsForResource' })).toBe(1);
    });

    it('are read one by one where bulk reading is refused, and it is not tried again', async () => {
      sandbox.faults.add({ kind: 'deny', operation: 'GetResources' });
      const { arn } = sandbox.state.createMemory({
        ...place,
        name: 'a',
        tags: { owner: 'a' },
      });
      for (let i = 0; i < 3; i += 1) {
        expect((await read(arn)).get(arn)).toMatchObject({
          value: { owner: 'a' },
        });
      }
      expect(sandbox.calls.count({ operation: 'GetResources' })).toBe(1);
    });

    it('that were not answered about are unanswered, not empty', async () => {
      sandbox.faults.add({ kind: 'throttle', operation: 'GetResources' });
      const { arn } = sandbox.state.createMemory({ ...place, name: 'a' });
      expect((await read(arn)).get(arn)).toMatchObject({ state: 'failed' });
    });
  });

  it('counts calls and throttles for the purpose that they were made for', async () => {
    sandbox.state.createMemory({ ...place, name: 'a' });
    sandbox.faults.add({ kind: 'throttle', operation: 'GetMemory', times: 1 });
    const meter = new CallMeter();
    await metered({ meter }, async () => {
      const {
        memories: [listed],
      } = await inventory.listMemories(place);
      await inventory.readDetails(listed);
    });
    await inventory.listMemories(place);
    expect(meter.calls).toEqual({
      'bedrock-agentcore:GetMemory': 1,
      'bedrock-agentcore:ListMemories': 1,
      'sts:GetCallerIdentity': 1,
    });
    expect(meter.throttles).toBe(1);
  });

  it('keeps to the call rates of the configuration', async () => {
    const slow = inventoryWith(ownCredentials(), {
      agentCoreMemory: {
        callsPerSecond: { 'bedrock-agentcore:ListMemories': 0.01 },
      },
    });
    await slow.listMemories(place);
    const abort = new AbortController();
    const waiting = metered({ signal: abort.signal }, () =>
      slow.listMemories(place, { signal: abort.signal }),
    );
    abort.abort();
    await expect(waiting).rejects.toMatchObject({ name: 'AbortError' });
    expect(sandbox.calls.count({ operation: 'ListMemories' })).toBe(1);
  });

  it.each([
    [{ GetMemory: 5 }, '"GetMemory" at "agentCoreMemory.callsPerSecond"'],
    [{ 'kms:DescribeKey': 0 }, 'callsPerSecond.kms:DescribeKey'],
    [7, '"agentCoreMemory.callsPerSecond" must be an object'],
  ])('refuses the call rates %j', (callsPerSecond, message) => {
    expect(() =>
      inventoryWith(ownCredentials(), {
        agentCoreMemory: { callsPerSecond } as JsonObject,
      }),
    ).toThrow(message);
  });

  it('assumes the role of an account once for all of its regions', async () => {
    sandbox.state.addAccount({ id: ACCOUNT, roles: ['BackstageReader'] });
    const main = sandbox.credentialsFor('111111111111');
    const assuming = inventoryWith({
      mainAccount: { ...main } as JsonObject,
      accountDefaults: { roleName: 'BackstageReader' },
    });
    await Promise.all(
      ['eu-central-1', 'us-east-1', 'us-west-2'].map(region =>
        assuming.listMemories({ ...place, region }),
      ),
    );
    expect(sandbox.calls.countsByOperation()).toEqual({
      'bedrock-agentcore:ListMemories': 3,
      'sts:AssumeRole': 1,
    });
  });

  it.each(['unsupported', 'not-enabled'] as const)(
    'recognises a region that is %s',
    async kind => {
      sandbox.state.withoutAgentCore('eu-central-1', kind);
      await expect(inventory.listMemories(place)).rejects.toMatchObject({
        name: 'UnreadablePlaceError',
        noSuchService: true,
      });
      sandbox.faults.add({ kind: 'deny', operation: 'ListMemories' });
      await expect(
        inventory.listMemories({ ...place, region: 'us-east-1' }),
      ).rejects.toMatchObject({ noSuchService: false });
    },
  );

  it.each([
    [false, 'with an explicit deny in a service control policy'],
    [
      true,
      'because no service control policy allows the bedrock-agentcore:ListMemories action',
    ],
  ])(
    'tells a region that the organisation blocks from a denial, in words of AWS that name no session (implicit: %s)',
    async (implicit, why) => {
      sandbox.faults.add({
        kind: 'deny',
        policy: 'service control policy',
        implicit,
        operation: 'ListMemories',
        region: 'us-east-1',
      });
      sandbox.faults.add({ kind: 'deny', operation: 'ListMemories' });
      await expect(
        inventory.listMemories({ ...place, region: 'us-east-1' }),
      ).rejects.toMatchObject({
        blockedByPolicy: true,
        noSuchService: false,
        message: `bedrock-agentcore:ListMemories: AccessDeniedException ${why}`,
      });
      await expect(inventory.listMemories(place)).rejects.toMatchObject({
        blockedByPolicy: false,
        message: 'bedrock-agentcore:ListMemories: AccessDeniedException',
      });
    },
  );

  describe('accounts', () => {
    const ids = ['100000000001', '100000000002', '100000000003'];
    let units: string[];

    beforeEach(() => {
      sandbox.state.createOrganization({ managementAccountId: ACCOUNT });
      const prod = sandbox.state.createOrganizationalUnit({ name: 'Prod' });
      const nested = sandbox.state.createOrganizationalUnit({
        name: 'Nested',
        parentId: prod.id,
      });
      units = [prod.id, nested.id];
      sandbox.state.placeAccount(ids[0], {
        ouId: prod.id,
        tags: { agents: 'yes' },
      });
      sandbox.state.placeAccount(ids[1], { ouId: nested.id });
      sandbox.state.placeAccount(ids[2], { status: 'SUSPENDED' });
      for (let i = 0; i < 45; i += 1) {
        sandbox.state.placeAccount(String(200_000_000_000 + i), {});
      }
    });

    const discovering = (change: JsonObject) => ({
      catalog: {
        providers: {
          agentCoreMemory: {
            main: { organization: { accountId: ACCOUNT, ...change } },
          },
        },
      },
    });
    const ask = (change: JsonObject = {}) => {
      const [{ organization }] = readProviderConfigs(
        new ConfigReader(discovering(change)),
      );
      return inventoryWith(ownCredentials(), discovering(change)).listAccounts(
        organization!,
      );
    };
    const list = async (change?: JsonObject) => (await ask(change)).accountIds;

    it('of an organisation are all found, but those that are not active', async () => {
      const found = await list();
      expect(found).toHaveLength(48);
      expect(found).toContain(ids[1]);
      expect(found).not.toContain(ids[2]);
    });

    it('can be told by unit, tag, and one by one', async () => {
      expect(await list({ organizationalUnits: [units[0]] })).toEqual([
        ids[0],
        ids[1],
      ]);
      expect(await list({ organizationalUnits: [units[1]] })).toEqual([ids[1]]);
      expect(
        await list({
          organizationalUnits: [units[0]],
          tags: { agents: 'yes' },
        }),
      ).toEqual([ids[0]]);
      expect(
        await list({ include: [ids[0], ids[2]], exclude: [ids[1]] }),
      ).toEqual([ids[0]]);
    });

    it('are all or an error, never a part', async () => {
      sandbox.faults.add({
        kind: 'throttle',
        operation: 'ListAccounts',
        page: 2,
      });
      await expect(list()).rejects.toMatchObject({
        name: 'UnreadablePlaceError',
      });
    });

    it('are doubtful where AWS leaves out a list of a unit, and an error where it leaves out all', async () => {
      const fault = { operation: 'ListOrganizationalUnitsForParent' };
      const prod = { organizationalUnits: [units[0]] };
      sandbox.faults.add({ kind: 'omitLists', ...fault });
      expect(await ask(prod)).toEqual({
        accountIds: [ids[0]],
        listLeftOut: true,
      });
      sandbox.faults.clear();
      expect(await ask(prod)).toMatchObject({ listLeftOut: false });
      sandbox.faults.add({ kind: 'omitLists', operation: 'ListAccounts' });
      await expect(ask()).rejects.toThrow('AWS answered without Accounts');
      sandbox.faults.clear();
      sandbox.faults.add({ kind: 'textLists', operation: 'ListAccounts' });
      await expect(ask()).rejects.toThrow('AWS answered a list that is none');
    });
  });

  describe('a list that AWS leaves out', () => {
    it('of memories is empty, and said to be left out', async () => {
      sandbox.state.createMemory({ ...place, name: 'a' });
      sandbox.faults.add({ kind: 'omitLists', operation: 'ListMemories' });
      expect(await inventory.listMemories(place)).toEqual({
        memories: [],
        notUnderstood: [],
        listLeftOut: true,
      });
    });

    it('of a key’s aliases and tags is empty', async () => {
      const key = sandbox.state.createKey({ ...place, alias: 'a' });
      sandbox.faults.add({ kind: 'omitLists' });
      expect(
        await inventory.createKeyReader().read(key.arn, ACCOUNT),
      ).toMatchObject({ aliases: { state: 'known', value: [] } });
      const tags = await inventory.readTags(place, [{ arn: key.arn }]);
      expect(tags.get(key.arn)).toEqual({ state: 'known', value: {} });
      expect(sandbox.calls.count({ operation: 'ListResourceTags' })).toBe(1);
    });

    it('is no list where it is something else', async () => {
      const key = sandbox.state.createKey({ ...place, alias: 'a' });
      sandbox.faults.add({ kind: 'textLists' });
      await expect(inventory.listMemories(place)).rejects.toThrow(
        'AWS answered a list that is none',
      );
      expect(
        await inventory.createKeyReader().read(key.arn, ACCOUNT),
      ).toMatchObject({ aliases: { state: 'failed' } });
      const tags = await inventory.readTags(place, [{ arn: key.arn }]);
      expect(tags.get(key.arn)).toMatchObject({ state: 'failed' });
    });
  });
});
