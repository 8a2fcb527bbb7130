import { ConfigReader } from '@backstage/config';
import { Fault, Sandbox, startSandbox } from 'aws-sandbox';
import { assessMemory } from 'backstage-plugin-agentcore-memory-common';
import { createInventory } from '../services';
import { covering } from '../__testUtils__/covering';
import { MemoryInventory } from './MemoryInventory';

const ACCOUNT = '111122223333';
const OTHER = '444455556666';
const place = { accountId: ACCOUNT, region: 'eu-central-1' };

describe('DefaultMemoryInventory', () => {
  let sandbox: Sandbox;
  let inventory: MemoryInventory;

  function inventoryFor(accounts: string[]) {
    const aws = {
      accounts: accounts.map(accountId => ({
        accountId,
        ...sandbox.credentialsFor(accountId),
      })),
    };
    return createInventory(
      new ConfigReader({ aws, ...covering(...accounts, '777788889999') }),
      {
        maxAttempts: 2,
        requestTimeoutMs: 300,
      },
    );
  }

  beforeEach(async () => {
    sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    inventory = inventoryFor([ACCOUNT]);
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  it('lists every page of a place, and no other place', async () => {
    for (let i = 0; i < 120; i += 1) {
      sandbox.state.createMemory({ ...place, name: `notes_${i}` });
    }
    sandbox.state.createMemory({ ...place, region: 'us-east-1', name: 'far' });
    const { memories: listed, notUnderstood } = await inventory.listMemories(
      place,
    );
    expect(notUnderstood).toEqual([]);
    expect(listed).toHaveLength(120);
    expect(new Set(listed.map(memory => memory.arn)).size).toBe(120);
    expect(sandbox.calls.count({ operation: 'ListMemories' })).toBe(3);
    expect(listed[0]).toMatchObject({
      accountId: ACCOUNT,
      region: 'eu-central-1',
      partition: 'aws',
      status: 'ACTIVE',
      managedBy: { state: 'absent' },
    });
  });

  it.each<[string, Fault, RegExp]>([
    ['is denied', { kind: 'deny' }, /ListMemories: AccessDeniedException/],
    ['is throttled', { kind: 'throttle' }, /ListMemories: ThrottledException/],
    ['fails', { kind: 'serverError' }, /ListMemories: ServiceException/],
    ['is cut off', { kind: 'reset' }, /ListMemories: /],
    ['is garbage', { kind: 'garbage' }, /ListMemories: |without/],
    ['never comes', { kind: 'hang' }, /ListMemories: TimeoutError/],
  ])('rejects whole when page 2 %s', async (_, fault, message) => {
    for (let i = 0; i < 60; i += 1) {
      sandbox.state.createMemory({ ...place, name: `notes_${i}` });
    }
    sandbox.faults.add({ ...fault, operation: 'ListMemories', page: 2 });
    const listing = inventory.listMemories(place);
    await expect(listing).rejects.toMatchObject({
      name: 'UnreadablePlaceError',
      message: expect.stringMatching(message),
    });
    // Retried, but with bounds.
    expect(
      sandbox.calls.count({ operation: 'ListMemories', page: 2 }),
    ).toBeLessThanOrEqual(2);
  });

  it('goes on after a throttled try', async () => {
    sandbox.state.createMemory({ ...place, name: 'notes' });
    sandbox.faults.add({
      kind: 'throttle',
      operation: 'ListMemories',
      times: 1,
    });
    const { memories } = await inventory.listMemories(place);
    expect(memories).toHaveLength(1);
  });

  it('says so when there are no credentials for an account', async () => {
    delete process.env.AWS_ACCESS_KEY_ID;
    await expect(
      inventory.listMemories({ ...place, accountId: '777788889999' }),
    ).rejects.toMatchObject({
      name: 'UnreadablePlaceError',
      message: 'No AWS credentials for the account',
    });
  });

  it('lists what it understands beside what it does not', async () => {
    const { arn } = sandbox.state.createMemory({ ...place, name: 'fine' });
    const odd = sandbox.state.createMemory({ ...place, name: 'odd' });
    sandbox.state.updateMemory(odd.arn, { status: '' as 'ACTIVE' });
    const listing = await inventory.listMemories(place);
    expect(listing.memories.map(memory => memory.arn)).toEqual([arn]);
    expect(listing.notUnderstood).toEqual(['AWS answered without status']);
  });

  it('does not take the listing of another account for the one asked for', async () => {
    sandbox.state.createMemory({
      accountId: OTHER,
      region: 'eu-central-1',
      name: 'theirs',
    });
    const aws = {
      accounts: [{ accountId: ACCOUNT, ...sandbox.credentialsFor(OTHER) }],
    };
    const mixedUp = createInventory(
      new ConfigReader({ aws, ...covering(ACCOUNT, OTHER) }),
    );
    await expect(mixedUp.listMemories(place)).rejects.toThrow(
      `The credentials for account ${ACCOUNT} belong to account ${OTHER}`,
    );
  });

  it('reads a memory without decrypting anything', async () => {
    const key = sandbox.state.createKey({ ...place, keyState: 'Disabled' });
    sandbox.state.createMemory({
      ...place,
      name: 'notes',
      encryptionKeyArn: key.arn,
      tags: { owner: 'group:default/a' },
      eventExpiryDuration: 30,
      description: 'secret plans',
    });
    const {
      memories: [listed],
    } = await inventory.listMemories(place);
    const memory = await inventory.readMemory(listed);
    expect(memory.details).toEqual({
      state: 'known',
      value: {
        name: 'notes',
        encryptionKeyArn: { state: 'known', value: key.arn },
        eventExpiryDays: 30,
        strategies: [],
        recordStreams: [],
      },
    });
    expect(memory.tags).toEqual({
      state: 'known',
      value: { owner: 'group:default/a' },
    });
    expect(JSON.stringify(memory)).not.toContain('secret plans');
  });

  it('hides no record stream whose level AWS does not show behind a harmless one', async () => {
    const stream = 'arn:aws:kinesis:eu-central-1:111122223333:stream/records';
    sandbox.state.createMemory({
      ...place,
      name: 'notes',
      streamDeliveryResources: {
        resources: [
          {
            kinesis: {
              dataStreamArn: stream,
              contentConfigurations: [
                { type: 'MEMORY_RECORDS', level: 'METADATA_ONLY' },
                { type: 'MEMORY_RECORDS' },
              ],
            },
          },
        ],
      },
    });
    const {
      memories: [listed],
    } = await inventory.listMemories(place);
    const memory = await inventory.readMemory(listed);
    expect(memory.details).toMatchObject({
      value: {
        recordStreams: [
          { streamArn: stream, levels: ['METADATA_ONLY', 'not shown'] },
        ],
      },
    });
    expect(
      assessMemory({ memory, today: '2026-11-24' }).findings,
    ).toContainEqual(
      expect.objectContaining({ rule: 'data-egress', outcome: 'unknown' }),
    );
  });

  it('says what could not be read of a memory, and reads the rest', async () => {
    const { id } = sandbox.state.createMemory({ ...place, name: 'notes' });
    const {
      memories: [listed],
    } = await inventory.listMemories(place);
    sandbox.faults.add({ kind: 'deny', operation: 'GetMemory', resource: id });
    expect(await inventory.readMemory(listed)).toMatchObject({
      details: {
        state: 'denied',
        reason: 'bedrock-agentcore:GetMemory: AccessDeniedException',
      },
      tags: { state: 'known' },
    });
    sandbox.faults.clear();
    sandbox.faults.add({ kind: 'throttle', operation: 'ListTagsForResource' });
    expect(await inventory.readMemory(listed)).toMatchObject({
      details: {
        state: 'known',
        value: { encryptionKeyArn: { state: 'absent' } },
      },
      tags: {
        state: 'failed',
        reason: 'bedrock-agentcore:ListTagsForResource: ThrottlingException',
      },
    });
    sandbox.state.deleteMemory(listed.arn);
    expect((await inventory.readMemory(listed)).details.state).toBe('missing');
  });

  it('finds one memory by its ARN, or knows that there is none, or that it cannot tell', async () => {
    const { arn } = sandbox.state.createMemory({ ...place, name: 'notes' });
    expect(await inventory.findMemory(arn)).toMatchObject({
      arn,
      details: { state: 'known' },
    });
    expect(
      await inventory.findMemory(arn.replace('notes', 'none')),
    ).toBeUndefined();
    sandbox.faults.add({ kind: 'deny', operation: 'GetMemory' });
    await expect(inventory.findMemory(arn)).rejects.toThrow(
      /GetMemory: AccessDenied/,
    );
  });

  it('stops at once when aborted', async () => {
    sandbox.faults.add({ kind: 'hang', operation: 'ListMemories' });
    const patient = createInventory(
      new ConfigReader({
        aws: {
          accounts: [
            { accountId: ACCOUNT, ...sandbox.credentialsFor(ACCOUNT) },
          ],
        },
      }),
    );
    const abort = new AbortController();
    const listing = patient.listMemories(place, { signal: abort.signal });
    abort.abort();
    await expect(listing).rejects.toMatchObject({ name: 'AbortError' });
  });

  describe('keys', () => {
    it('are read once, with aliases page-wise and once', async () => {
      const key = sandbox.state.createKey({
        ...place,
        alias: 'notes',
        rotationEnabled: true,
        tags: { owner: 'a' },
      });
      const reader = inventory.createKeyReader();
      const [facts] = await Promise.all([
        reader.read(key.arn, ACCOUNT),
        reader.read(key.arn, ACCOUNT),
      ]);
      expect(facts).toMatchObject({
        arn: key.arn,
        metadata: {
          state: 'known',
          value: {
            manager: 'CUSTOMER',
            state: 'Enabled',
            region: 'eu-central-1',
          },
        },
        rotation: { state: 'known', value: { enabled: true, periodDays: 365 } },
        policy: { state: 'known', value: key.policy },
        aliases: { state: 'known', value: ['alias/notes'] },
      });
      expect(sandbox.calls.countsByOperation()).toEqual({
        'kms:DescribeKey': 1,
        'kms:GetKeyPolicy': 1,
        'kms:GetKeyRotationStatus': 1,
        'kms:ListAliases': 1,
        'sts:GetCallerIdentity': 1,
      });
    });

    it('are resolved through an alias', async () => {
      const key = sandbox.state.createKey({ ...place, alias: 'notes' });
      const alias = key.arn.replace(/key\/.*/, 'alias/notes');
      const facts = await inventory.createKeyReader().read(alias, ACCOUNT);
      expect(facts).toMatchObject({
        arn: alias,
        metadata: { state: 'known', value: { arn: key.arn } },
      });
    });

    it('are not asked about a rotation that does not exist for them', async () => {
      const key = sandbox.state.createKey({ ...place, origin: 'EXTERNAL' });
      const facts = await inventory.createKeyReader().read(key.arn, ACCOUNT);
      expect(facts.rotation).toEqual({ state: 'absent' });
      expect(sandbox.calls.count({ operation: 'GetKeyRotationStatus' })).toBe(
        0,
      );
    });

    it('of another account are read with its credentials if it is configured, else with the memory’s', async () => {
      const foreign = sandbox.state.createKey({
        accountId: OTHER,
        region: 'eu-central-1',
      });
      const denied = await inventory
        .createKeyReader()
        .read(foreign.arn, ACCOUNT);
      expect(denied.metadata).toMatchObject({ state: 'denied' });
      expect(sandbox.calls.count({ account: OTHER })).toBe(0);

      sandbox.state.setKeyPolicy(foreign.arn, {
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: ACCOUNT },
            Action: 'kms:*',
            Resource: '*',
          },
        ],
      });
      const shared = await inventory
        .createKeyReader()
        .read(foreign.arn, ACCOUNT);
      expect(shared).toMatchObject({
        metadata: { state: 'known' },
        policy: { state: 'denied' },
        aliases: { state: 'denied' },
        own: false,
      });

      const both = inventoryFor([ACCOUNT, OTHER]).createKeyReader();
      expect(await both.read(foreign.arn, ACCOUNT)).toMatchObject({
        metadata: { state: 'known' },
        aliases: { state: 'known' },
      });
    });

    it('of several regions say which is the primary', async () => {
      const primary = 'arn:aws:kms:us-east-1:111122223333:key/mrk-1';
      const key = sandbox.state.createKey({
        ...place,
        multiRegion: true,
        multiRegionConfiguration: {
          type: 'REPLICA',
          primaryKey: { arn: primary, region: 'us-east-1' },
          replicaKeys: [],
        },
      });
      const { metadata } = await inventory
        .createKeyReader()
        .read(key.arn, ACCOUNT);
      expect(metadata).toMatchObject({
        value: { multiRegionKeys: { type: 'REPLICA', primaryArn: primary } },
      });
    });

    it('that AWS manages are not asked for their policy, which is fixed', async () => {
      const key = sandbox.state.createKey({ ...place, keyManager: 'AWS' });
      const facts = await inventory.createKeyReader().read(key.arn, ACCOUNT);
      expect(facts.policy).toEqual({ state: 'absent' });
      expect(sandbox.calls.count({ operation: 'GetKeyPolicy' })).toBe(0);
    });

    it('that are gone, denied or unanswered are told apart', async () => {
      const key = sandbox.state.createKey(place);
      const read = () => inventory.createKeyReader().read(key.arn, ACCOUNT);
      sandbox.faults.add({ kind: 'deny', operation: 'DescribeKey', times: 1 });
      expect((await read()).metadata).toEqual({
        state: 'denied',
        reason: 'kms:DescribeKey: AccessDeniedException',
      });
      sandbox.faults.add({
        kind: 'serverError',
        operation: 'DescribeKey',
        times: 2,
      });
      expect((await read()).metadata.state).toBe('failed');
      sandbox.state.deleteKey(key.arn);
      expect((await read()).metadata.state).toBe('missing');
    });
  });
});
