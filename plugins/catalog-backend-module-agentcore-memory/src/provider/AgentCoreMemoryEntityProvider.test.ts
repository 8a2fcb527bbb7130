import { readFileSync } from 'node:fs';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { EventParams } from '@backstage/plugin-events-node';
import { Sandbox, startSandbox } from 'aws-sandbox';
import {
  DEFAULT_RULE_SETTINGS,
  KEY_TYPE,
  MEMORY_TYPE,
  ScanReport,
  ScopeHealth,
  TOPIC_AWS_EVENTS,
  TOPIC_MEMORY_CHANGED,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
  TOPIC_SCAN_REQUESTED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  DefaultMemoryInventory,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { InMemoryCatalog } from '../__testUtils__/InMemoryCatalog';
import { AgentCoreMemoryEntityProvider } from './AgentCoreMemoryEntityProvider';

const A = '111122223333';
const B = '444455556666';
const here = { accountId: A, region: 'eu-central-1' };
const there = { accountId: B, region: 'eu-central-1' };
const policy = (path: string): { Statement: { Action: string | string[] }[] } =>
  JSON.parse(readFileSync(`${__dirname}/../../../../docs/iam/${path}`, 'utf8'));

/** An event as EventBridge delivers it. */
function keyEvent(eventName: string, arn: string) {
  return {
    source: 'aws.kms',
    'detail-type': 'AWS API Call via CloudTrail',
    account: A,
    region: 'eu-central-1',
    detail: {
      eventSource: 'kms.amazonaws.com',
      eventName,
      recipientAccountId: A,
      awsRegion: 'eu-central-1',
      requestParameters: { keyId: arn },
      resources: [{ ARN: arn, type: 'AWS::KMS::Key' }],
    },
  };
}

describe('AgentCoreMemoryEntityProvider', () => {
  let sandbox: Sandbox;
  let catalog: InMemoryCatalog;
  let now: Date;
  let published: EventParams[];
  let triggered: string[];
  let emit: (topic: string, eventPayload: unknown) => Promise<void>;

  const reports = () =>
    published
      .filter(event => event.topic === TOPIC_SCAN_REPORT)
      .map(event => event.eventPayload as ScanReport);

  /** A provider over accounts A and B, as a new process would have it. */
  async function provider(
    change: Partial<ProviderConfig> = {},
    history: Partial<ScopeHealth>[] = [],
  ) {
    const accounts = [A, B].map(accountId => ({ accountId }));
    const config = new ConfigReader({
      aws: {
        accounts: accounts.map(account => ({
          ...account,
          ...sandbox.credentialsFor(account.accountId),
        })),
      },
    });
    const created = new AgentCoreMemoryEntityProvider({
      config: {
        id: 'main',
        accounts,
        regions: ['eu-central-1'],
        owners: { tags: ['owner'] },
        scopesAtOnce: 4,
        maxRemovalPercent: 50,
        ...change,
      },
      rules: DEFAULT_RULE_SETTINGS,
      inventory: DefaultMemoryInventory.fromConfig(config, {
        maxAttempts: 1,
        requestTimeoutMs: 2_000,
      }),
      catalog,
      events: {
        async publish(event) {
          published.push(event);
        },
        async subscribe({ onEvent }) {
          emit = async (topic, eventPayload) => {
            await onEvent({ topic, eventPayload });
            await created.idle();
          };
        },
      },
      logger: mockServices.logger.mock(),
      taskRunner: { run: async () => {} },
      triggerScan: async id => {
        triggered.push(id);
      },
      history: { read: async () => history as ScopeHealth[] },
      clock: () => now,
      debounceMs: 0,
    });
    await created.connect(catalog);
    return created;
  }

  beforeEach(async () => {
    sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    catalog = new InMemoryCatalog();
    now = new Date('2026-11-24T09:00:00.000Z');
    published = [];
    triggered = [];
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  function encryptedMemory(name: string, place = here) {
    const key = sandbox.state.createKey({
      ...place,
      alias: `for-${name}`,
      rotationEnabled: true,
      tags: { owner: 'platform' },
    });
    const memory = sandbox.state.createMemory({
      ...place,
      name,
      encryptionKeyArn: key.arn,
      tags: { Owner: 'group:default/a' },
    });
    return { key, memory };
  }

  it('ingests memories with verdict and owner, and the keys they depend on', async () => {
    const { key } = encryptedMemory('good');
    sandbox.state.createMemory({ ...there, name: 'bare' });
    await (await provider()).scan();

    const good = catalog.memory('good')!;
    expect(good.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'compliant',
      'agentcore-memory/encryption': 'customer-managed',
      'agentcore-memory/kms-key-arn': key.arn,
      'agentcore-memory/scope': `main/${A}/eu-central-1`,
      'agentcore-memory/owner-source': 'tag:owner',
    });
    expect(good.spec).toMatchObject({ owner: 'group:default/a' });
    const [keyEntity] = catalog.of(KEY_TYPE);
    expect(good.spec?.dependsOn).toEqual([
      `resource:default/${keyEntity.metadata.name}`,
    ]);
    expect(keyEntity.metadata).toMatchObject({
      title: `alias/for-good · ${A} · eu-central-1`,
    });
    expect(keyEntity.spec).toMatchObject({ owner: 'group:default/platform' });
    expect(catalog.memory('bare')?.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'non-compliant',
      'agentcore-memory/encryption': 'aws-owned',
      'agentcore-memory/owner-source': 'none',
    });
    expect(reports().map(r => [r.accountId, r.outcome, r.memories])).toEqual(
      expect.arrayContaining([
        [A, 'complete', 1],
        [B, 'complete', 1],
      ]),
    );
    expect(published.at(-1)).toEqual({
      topic: TOPIC_RUN_FINISHED,
      eventPayload: { providerId: 'main', startedAt: now.toISOString() },
    });
  });

  it('makes exactly the calls that the documented policy allows', async () => {
    const { key } = encryptedMemory('good');
    encryptedMemory('also');
    // What bulk reading does not list is asked for by itself.
    sandbox.state.createMemory({ ...here, name: 'untagged' });
    const untagged = sandbox.state.createKey(here);
    sandbox.state.createMemory({
      ...here,
      name: 'other',
      encryptionKeyArn: untagged.arn,
    });
    await (await provider()).scan();
    await emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
    const called = Object.keys(sandbox.calls.countsByOperation()).map(name =>
      name.replace(/^tagging:/, 'tag:'),
    );
    expect(called.sort()).toEqual(
      policy('read.json')
        .Statement.flatMap(statement => statement.Action)
        .sort(),
    );
  });

  it('writes nothing when nothing has changed, whoever scans', async () => {
    encryptedMemory('good');
    encryptedMemory('also', there);
    await (await provider()).scan();
    expect(catalog.writes).toHaveLength(4);
    now = new Date('2026-11-25T09:00:00.000Z');
    await (await provider()).scan();
    expect(catalog.writes).toHaveLength(4);
  });

  it('removes what is gone, and keys that nothing depends on any more', async () => {
    const { memory } = encryptedMemory('gone');
    encryptedMemory('stays');
    await (await provider()).scan();
    sandbox.state.deleteMemory(memory.arn);
    await (await provider()).scan();
    expect(catalog.memory('gone')).toBeUndefined();
    expect(catalog.memory('stays')).toBeDefined();
    expect(catalog.of(KEY_TYPE).map(key => key.metadata.title)).toEqual([
      `alias/for-stays · ${A} · eu-central-1`,
    ]);
  });

  it.each([
    'deny',
    'throttle',
    'serverError',
    'reset',
    'garbage',
    'hang',
  ] as const)(
    'keeps the entities of a scope whose listing meets "%s", and reads the others',
    async kind => {
      encryptedMemory('first');
      encryptedMemory('second', there);
      await (await provider()).scan();
      const before = catalog.entities.size;
      sandbox.state.createMemory({ ...there, name: 'third' });
      sandbox.faults.add({ kind, operation: 'ListMemories', account: A });

      const scan = (await provider()).scan();
      await expect(scan).rejects.toThrow('1 of 2 scopes could not be read');
      expect(catalog.entities.size).toBe(before + 1);
      expect(catalog.memory('first')).toBeDefined();
      expect(catalog.memory('third')).toBeDefined();
      const failed = reports().filter(report => report.outcome === 'failed');
      expect(failed).toHaveLength(1);
      expect(failed[0]).toMatchObject({ accountId: A, memories: 1 });
      expect(failed[0].reason).toMatch(/ListMemories|AWS answered/);
    },
  );

  it('reports a scope without credentials and reads the others', async () => {
    encryptedMemory('second', there);
    const accounts = [{ accountId: '777788889999' }, { accountId: B }];
    const scan = (await provider({ accounts })).scan();
    await expect(scan).rejects.toThrow('1 of 2 scopes');
    expect(catalog.memory('second')).toBeDefined();
    expect(reports().find(r => r.accountId === '777788889999')).toMatchObject({
      outcome: 'failed',
      reason: 'No AWS credentials for the account',
    });
  });

  it('shows a memory that may not be read as unknown, also one that was compliant', async () => {
    const { memory } = encryptedMemory('closed');
    await (await provider()).scan();
    const entityRef = catalog.memory('closed')!.metadata.name;
    sandbox.faults.add({
      kind: 'deny',
      operation: 'GetMemory',
      resource: memory.id,
    });
    sandbox.state.updateMemory(memory.arn, {});
    await (await provider()).scan();
    const [entity] = catalog.of(MEMORY_TYPE);
    expect(entity.metadata.name).toBe(entityRef);
    expect(entity.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'unknown',
      'agentcore-memory/encryption': 'unknown',
    });
  });

  it('keeps what it knew while nobody answers, says since when, and stops saying so', async () => {
    const { memory, key } = encryptedMemory('quiet');
    await (await provider()).scan();
    const staleSince = () =>
      catalog.memory('quiet')?.metadata.annotations?.[
        'agentcore-memory/stale-since'
      ];

    now = new Date('2026-11-24T10:00:00.000Z');
    sandbox.faults.add({
      kind: 'throttle',
      operation: 'GetMemory',
      resource: memory.id,
    });
    sandbox.faults.add({ kind: 'throttle', operation: 'ListTagsForResource' });
    sandbox.faults.add({ kind: 'serverError', operation: 'DescribeKey' });
    await (await provider()).scan();
    expect(staleSince()).toBe('2026-11-24T10:00:00.000Z');
    expect(catalog.memory('quiet')?.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'compliant',
      'agentcore-memory/kms-key-arn': key.arn,
    });
    expect(catalog.memory('quiet')?.spec?.owner).toBe('group:default/a');

    now = new Date('2026-11-24T11:00:00.000Z');
    const writes = catalog.writes.length;
    await (await provider()).scan();
    expect(staleSince()).toBe('2026-11-24T10:00:00.000Z');
    expect(catalog.writes).toHaveLength(writes);

    sandbox.faults.clear();
    await (await provider()).scan();
    expect(staleSince()).toBeUndefined();
  });

  it('follows a key that is disabled', async () => {
    const { key } = encryptedMemory('locked');
    await (await provider()).scan();
    sandbox.state.setKeyState(key.arn, 'Disabled');
    await (await provider()).scan();
    expect(catalog.memory('locked')?.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'non-compliant',
    });
    expect(catalog.of(KEY_TYPE)[0].metadata.annotations).toMatchObject({
      'agentcore-memory/key-state': 'Disabled',
    });
  });

  it('writes a shared key as the account sees it that may read it, whatever the order', async () => {
    const { key } = encryptedMemory('own');
    sandbox.state.createMemory({
      ...there,
      name: 'borrowed',
      encryptionKeyArn: key.arn,
    });
    await (await provider()).scan();
    const writes = catalog.writes.length;
    for (let i = 0; i < 3; i += 1) await (await provider()).scan();
    expect(catalog.writes).toHaveLength(writes);
    expect(catalog.of(KEY_TYPE)).toHaveLength(1);
    expect(catalog.of(KEY_TYPE)[0].metadata.annotations).toMatchObject({
      'agentcore-memory/key-state': 'Enabled',
    });
  });

  it('asks AWS again only for what is new or changed', async () => {
    const { memory } = encryptedMemory('one');
    encryptedMemory('two');
    await (await provider()).scan();
    sandbox.calls.clear();
    await (await provider()).scan();
    expect(sandbox.calls.countsByOperation()).toEqual({
      'bedrock-agentcore:ListMemories': 2,
      'tagging:GetResources': 1,
      'kms:DescribeKey': 2,
      'kms:GetKeyPolicy': 2,
      'kms:GetKeyRotationStatus': 2,
      'kms:ListAliases': 1,
    });
    sandbox.calls.clear();
    sandbox.state.updateMemory(memory.arn, { eventExpiryDuration: 7 });
    encryptedMemory('three');
    await (await provider()).scan();
    expect(sandbox.calls.count({ operation: 'GetMemory' })).toBe(2);
    expect(catalog.memory('one')?.spec?.agentCoreMemory).toMatchObject({
      details: { value: { eventExpiryDays: 7 } },
    });
  });

  it('makes one call for a scope in which there is nothing', async () => {
    await (await provider()).scan();
    sandbox.calls.clear();
    await (await provider()).scan();
    expect(sandbox.calls.count()).toBe(2);
  });

  it('follows tags, and loses no owner to a read that was not answered', async () => {
    const { memory } = encryptedMemory('tagged');
    await (await provider()).scan();
    sandbox.faults.add({ kind: 'throttle', operation: 'GetResources' });
    await (await provider()).scan();
    expect(catalog.memory('tagged')?.spec?.owner).toBe('group:default/a');
    sandbox.faults.clear();
    sandbox.state.setTags(memory.arn, { owner: 'group:default/b' });
    await (await provider()).scan();
    expect(catalog.memory('tagged')?.spec?.owner).toBe('group:default/b');
    sandbox.state.setTags(memory.arn, {});
    await (await provider()).scan();
    expect(catalog.memory('tagged')?.metadata.annotations).toMatchObject({
      'agentcore-memory/owner-source': 'none',
    });
  });

  it('keeps what an alias stood for while it does not answer', async () => {
    const key = sandbox.state.createKey({
      ...here,
      alias: 'notes',
      rotationEnabled: true,
    });
    sandbox.state.createMemory({
      ...here,
      name: 'by_alias',
      encryptionKeyArn: key.arn.replace(/key\/.*/, 'alias/notes'),
      tags: { owner: 'a' },
    });
    await (await provider()).scan();
    const compliant = { 'agentcore-memory/verdict': 'compliant' };
    expect(catalog.memory('by_alias')?.metadata.annotations).toMatchObject(
      compliant,
    );
    sandbox.faults.add({ kind: 'serverError', service: 'kms' });
    await (await provider()).scan();
    expect(catalog.memory('by_alias')?.metadata.annotations).toMatchObject({
      ...compliant,
      'agentcore-memory/stale-since': now.toISOString(),
    });
    expect(catalog.of(KEY_TYPE)).toHaveLength(1);
  });

  it('does not believe a listing that lacks most of a scope until it sees it again', async () => {
    const memories = Array.from({ length: 8 }, (_, i) =>
      sandbox.state.createMemory({ ...here, name: `m${i}` }),
    );
    const scanner = await provider();
    await scanner.scan();
    for (const { arn } of memories.slice(1)) sandbox.state.deleteMemory(arn);
    await expect(scanner.scan()).rejects.toThrow('1 of 2 scopes');
    expect(catalog.of(MEMORY_TYPE)).toHaveLength(8);
    const [refused] = reports().filter(r => r.refusedListing);
    expect(refused).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/lacks 7 of 8 known memories/),
    });
    // Another process learns of it from the reports.
    const other = await provider({}, [
      {
        scope: `main/${A}/eu-central-1`,
        lastAttemptAt: refused.finishedAt,
        refusedListing: refused.refusedListing,
      },
    ]);
    await other.scan();
    expect(catalog.of(MEMORY_TYPE)).toHaveLength(1);
    expect(reports().at(-1)?.outcome).toBe('complete');
  });

  it('believes such a listing when it is another one the next time only after that', async () => {
    const memories = Array.from({ length: 8 }, (_, i) =>
      sandbox.state.createMemory({ ...here, name: `m${i}` }),
    );
    const scanner = await provider();
    await scanner.scan();
    for (const { arn } of memories.slice(2)) sandbox.state.deleteMemory(arn);
    await expect(scanner.scan()).rejects.toThrow();
    sandbox.state.deleteMemory(memories[1].arn);
    await expect(scanner.scan()).rejects.toThrow();
    expect(catalog.of(MEMORY_TYPE)).toHaveLength(8);
    await scanner.scan();
    expect(catalog.of(MEMORY_TYPE)).toHaveLength(1);
  });

  it('reports what a scan cost', async () => {
    encryptedMemory('good');
    sandbox.faults.add({ kind: 'throttle', operation: 'GetMemory', times: 1 });
    await (await provider()).scan();
    const report = reports().find(({ accountId }) => accountId === A);
    expect(report).toMatchObject({
      outcome: 'complete',
      memories: 1,
      removed: 0,
      throttles: 1,
    });
    expect(report?.calls).toEqual({
      'bedrock-agentcore:GetMemory': 1,
      'bedrock-agentcore:ListMemories': 1,
      'tag:GetResources': 1,
    });
    expect(sandbox.calls.count({ account: A })).toBe(3);
  });

  it('scans those first that were not scanned for the longest time', async () => {
    const scanner = await provider({ scopesAtOnce: 1 }, [
      {
        scope: `main/${A}/eu-central-1`,
        lastAttemptAt: '2026-11-24T08:00:00Z',
      },
      {
        scope: `main/${B}/eu-central-1`,
        lastAttemptAt: '2026-11-24T07:00:00Z',
      },
    ]);
    await scanner.scan();
    expect(reports().map(({ accountId }) => accountId)).toEqual([B, A]);
  });

  it('recognises a region without the service once another region has answered, and asks no more', async () => {
    sandbox.state.withoutAgentCore('mx-central-1');
    const scanner = await provider({
      accounts: [{ accountId: A }],
      regions: ['eu-central-1', 'mx-central-1'],
      scopesAtOnce: 1,
    });
    await scanner.scan();
    expect(reports().at(-1)).toMatchObject({
      region: 'mx-central-1',
      outcome: 'unsupported',
    });
    sandbox.calls.clear();
    await scanner.scan();
    expect(sandbox.calls.count({ region: 'mx-central-1' })).toBe(0);
    now = new Date('2026-11-26T09:00:00.000Z');
    await scanner.scan();
    expect(sandbox.calls.count({ region: 'mx-central-1' })).toBe(1);
  });

  describe('with an organisation', () => {
    const organization = { accountId: A, exclude: [] };

    beforeEach(() => {
      sandbox.state.createOrganization({ managementAccountId: A });
      sandbox.state.placeAccount(B, {});
    });

    it('reads the accounts that it has, and removes those that left', async () => {
      encryptedMemory('first');
      encryptedMemory('second', there);
      const scanner = await provider({ accounts: [], organization });
      await scanner.scan();
      expect(catalog.of(MEMORY_TYPE)).toHaveLength(2);
      sandbox.state.placeAccount(B, { status: 'SUSPENDED' });
      await scanner.scan();
      expect(catalog.memory('second')).toBeUndefined();
    });

    it('removes nothing and goes on with those that are known while it does not answer', async () => {
      encryptedMemory('second', there);
      await (await provider({ accounts: [], organization })).scan();
      sandbox.faults.add({ kind: 'throttle', service: 'organizations' });
      encryptedMemory('third', there);
      const scan = (await provider({ accounts: [], organization })).scan();
      await expect(scan).rejects.toThrow('accounts of the organisation');
      expect(catalog.memory('second')).toBeDefined();
      expect(catalog.memory('third')).toBeDefined();
      expect(
        published.filter(({ topic }) => topic === TOPIC_RUN_FINISHED),
      ).toHaveLength(1);
    });

    it('hears of events before its first run', async () => {
      const { memory } = encryptedMemory('fresh', there);
      await provider({ accounts: [], organization });
      await emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(catalog.memory('fresh')).toBeDefined();
    });
  });

  it('removes scopes that are no longer configured', async () => {
    encryptedMemory('first');
    encryptedMemory('second', there);
    await (await provider()).scan();
    await (await provider({ accounts: [{ accountId: A }] })).scan();
    expect([...catalog.of(MEMORY_TYPE)].map(m => m.metadata.title)).toEqual([
      'first',
    ]);
    expect(catalog.of(KEY_TYPE)).toHaveLength(1);
  });

  it('commits nothing after it was aborted', async () => {
    encryptedMemory('slow');
    sandbox.faults.add({ kind: 'hang', operation: 'ListMemories' });
    const abort = new AbortController();
    const scan = (await provider()).scan(abort.signal);
    abort.abort();
    await expect(scan).rejects.toMatchObject({ name: 'AbortError' });
    expect(catalog.entities.size).toBe(0);
    expect(reports()).toEqual([]);
  });

  describe('when AWS tells of a key', () => {
    it('judges all memories of the key anew, with four calls', async () => {
      const { key } = encryptedMemory('one');
      sandbox.state.createMemory({
        ...here,
        name: 'two',
        encryptionKeyArn: key.arn,
        tags: { owner: 'b' },
      });
      encryptedMemory('other');
      await (await provider()).scan();
      sandbox.calls.clear();
      sandbox.state.setKeyState(key.arn, 'Disabled');
      await emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      const verdicts = Object.fromEntries(
        catalog
          .of(MEMORY_TYPE)
          .map(({ metadata }) => [
            metadata.title,
            metadata.annotations?.['agentcore-memory/verdict'],
          ]),
      );
      expect(verdicts).toEqual({
        one: 'non-compliant',
        two: 'non-compliant',
        other: 'compliant',
      });
      expect(sandbox.calls.countsByOperation()).toEqual({
        'kms:DescribeKey': 1,
        'kms:GetKeyPolicy': 1,
        'kms:GetKeyRotationStatus': 1,
        'kms:ListAliases': 1,
      });
      expect(reports().at(-1)).toMatchObject({ outcome: 'refreshed' });
      sandbox.state.setKeyState(key.arn, 'Enabled');
      await emit(TOPIC_AWS_EVENTS, keyEvent('EnableKey', key.arn));
      expect(catalog.memory('one')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'compliant',
      });
    });

    it('shows a key that was deleted as missing', async () => {
      const { key } = encryptedMemory('one');
      await (await provider()).scan();
      sandbox.state.deleteKey(key.arn);
      await emit(TOPIC_AWS_EVENTS, keyEvent('DeleteKey', key.arn));
      expect(catalog.memory('one')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'non-compliant',
      });
      expect(catalog.of(KEY_TYPE)[0].metadata.annotations).toMatchObject({
        'agentcore-memory/key-state': 'unknown',
      });
    });

    it('does not believe the event, and asks nothing about keys that nobody uses', async () => {
      const { key } = encryptedMemory('one');
      await (await provider()).scan();
      const writes = catalog.writes.length;
      await emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      expect(catalog.writes).toHaveLength(writes);
      sandbox.calls.clear();
      const stranger = sandbox.state.createKey(here);
      await emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', stranger.arn));
      await emit(TOPIC_AWS_EVENTS, { 'detail-type': 'nonsense' });
      expect(sandbox.calls.count()).toBe(0);
    });

    it('looks again after a run that looked before the change and commits after it', async () => {
      const { key } = encryptedMemory('one');
      const scanner = await provider();
      await scanner.scan();
      // The run has read the key when it waits for the tags.
      sandbox.faults.add({ kind: 'delay', operation: 'GetResources', ms: 400 });
      const run = scanner.scan();
      while (sandbox.calls.count({ operation: 'DescribeKey' }) < 2) {
        await new Promise(resolve => setImmediate(resolve));
      }
      sandbox.state.setKeyState(key.arn, 'Disabled');
      await emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
      await run;
      await scanner.idle();
      expect(catalog.memory('one')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'non-compliant',
      });
    });

    it('asks once for many events at once', async () => {
      const { key } = encryptedMemory('one');
      const scanner = await provider();
      await scanner.scan();
      sandbox.calls.clear();
      await Promise.all(
        Array.from({ length: 50 }, () =>
          emit(TOPIC_AWS_EVENTS, keyEvent('PutKeyPolicy', key.arn)),
        ),
      );
      expect(sandbox.calls.count({ operation: 'DescribeKey' })).toBe(1);
    });
  });

  describe('when asked to scan', () => {
    it('scans one scope at once', async () => {
      await provider();
      encryptedMemory('first');
      encryptedMemory('second', there);
      await emit(TOPIC_SCAN_REQUESTED, { scope: `main/${B}/eu-central-1` });
      expect(catalog.memory('second')).toBeDefined();
      expect(catalog.memory('first')).toBeUndefined();
      await emit(TOPIC_SCAN_REQUESTED, {
        scope: 'main/777788889999/us-east-1',
      });
      expect(sandbox.calls.count({ account: '777788889999' })).toBe(0);
    });

    it('has the scheduled scan run now', async () => {
      await provider();
      await emit(TOPIC_SCAN_REQUESTED, {});
      expect(triggered).toEqual(['agentcore-memory-main:refresh']);
    });
  });

  describe('when told that a memory changed', () => {
    it('reads and commits that one memory at once', async () => {
      await (await provider()).scan();
      encryptedMemory('other');
      const { memory } = encryptedMemory('fresh');
      await emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(catalog.memory('fresh')?.metadata.annotations).toMatchObject({
        'agentcore-memory/verdict': 'compliant',
      });
      expect(catalog.memory('other')).toBeUndefined();
      expect(reports().at(-1)).toMatchObject({ outcome: 'refreshed' });
    });

    it('removes it if AWS no longer has it, and keeps it if AWS does not say', async () => {
      const { memory } = encryptedMemory('fresh');
      await (await provider()).scan();
      sandbox.faults.add({ kind: 'deny', operation: 'GetMemory', times: 1 });
      await emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(catalog.memory('fresh')).toBeDefined();
      sandbox.state.deleteMemory(memory.arn);
      await emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
      expect(catalog.memory('fresh')).toBeUndefined();
    });

    it('does not believe what the event says, nor look outside its scopes', async () => {
      await provider();
      await emit(TOPIC_MEMORY_CHANGED, {
        arn: 'nonsense',
        verdict: 'compliant',
      });
      const foreign = sandbox.state.createMemory({
        accountId: '777788889999',
        region: 'eu-central-1',
        name: 'foreign',
      });
      await emit(TOPIC_MEMORY_CHANGED, { arn: foreign.arn });
      expect(catalog.entities.size).toBe(0);
      expect(sandbox.calls.count()).toBe(0);
    });
  });
});
