import { readFileSync } from 'node:fs';
import {
  KEY_TYPE,
  MEMORY_TYPE,
  TOPIC_AWS_EVENTS,
  TOPIC_MEMORY_CHANGED,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REQUESTED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  A,
  B,
  here,
  keyEvent,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';

const policy = (path: string): { Statement: { Action: string | string[] }[] } =>
  JSON.parse(readFileSync(`${__dirname}/../../../docs/iam/${path}`, 'utf8'));

describe('a scan', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  it('ingests memories with verdict and owner, and the keys they depend on', async () => {
    const { key } = world.encryptedMemory('good');
    world.sandbox.state.createMemory({ ...there, name: 'bare' });
    await world.scan();

    const good = world.catalog.memory('good')!;
    expect(good.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'compliant',
      'agentcore-memory/encryption': 'customer-managed',
      'agentcore-memory/kms-key-arn': key.arn,
      'agentcore-memory/scope': `main/${A}/eu-central-1`,
      'agentcore-memory/owner-source': 'tag:owner',
    });
    expect(good.spec).toMatchObject({ owner: 'group:default/a' });
    const [keyEntity] = world.catalog.of(KEY_TYPE);
    expect(good.spec?.dependsOn).toEqual([
      `resource:default/${keyEntity.metadata.name}`,
    ]);
    expect(keyEntity.metadata).toMatchObject({
      title: `alias/for-good · ${A} · eu-central-1`,
    });
    expect(keyEntity.spec).toMatchObject({ owner: 'group:default/platform' });
    expect(world.catalog.memory('bare')?.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'non-compliant',
      'agentcore-memory/encryption': 'aws-owned',
      'agentcore-memory/owner-source': 'none',
    });
    expect(
      world.reports().map(r => [r.accountId, r.outcome, r.memories]),
    ).toEqual(
      expect.arrayContaining([
        [A, 'complete', 1],
        [B, 'complete', 1],
      ]),
    );
    expect(world.bus.published.at(-1)).toEqual({
      topic: TOPIC_RUN_FINISHED,
      eventPayload: {
        providerId: 'main',
        startedAt: expect.any(String),
        complete: true,
      },
    });
  });

  it('leaves keys out and takes them away where they are no entities, and judges them all the same', async () => {
    const { key } = world.encryptedMemory('good');
    await world.scan();
    world.sandbox.calls.clear();
    await world.process([{ kmsKeys: false }]);
    expect(world.sandbox.calls.count()).toBe(0);
    expect(world.catalog.of(KEY_TYPE)).toEqual([]);
    expect(world.catalog.memory('good')).toMatchObject({
      metadata: {
        annotations: {
          'agentcore-memory/verdict': 'compliant',
          'agentcore-memory/kms-key-arn': key.arn,
        },
      },
    });
    expect(world.catalog.memory('good')?.spec).not.toHaveProperty('dependsOn');
    // The store still has what the key said.
    world.sandbox.faults.add({ kind: 'throttle', operation: 'DescribeKey' });
    await world.scan({ kmsKeys: false });
    expect(world.verdict('good')).toBe('compliant');
    expect(world.annotation('good', 'stale-since')).toBeDefined();
  });

  it('makes exactly the calls that the documented policy allows', async () => {
    const { key } = world.encryptedMemory('good');
    world.encryptedMemory('also');
    // What bulk reading does not list is asked for by itself.
    world.sandbox.state.createMemory({ ...here, name: 'untagged' });
    const untagged = world.sandbox.state.createKey(here);
    world.sandbox.state.createMemory({
      ...here,
      name: 'other',
      encryptionKeyArn: untagged.arn,
    });
    await world.scan();
    await world.emit(TOPIC_AWS_EVENTS, keyEvent('DisableKey', key.arn));
    const called = Object.keys(world.sandbox.calls.countsByOperation())
      // "No permissions are required to perform this operation."
      .filter(name => name !== 'sts:GetCallerIdentity')
      .map(name => name.replace(/^tagging:/, 'tag:'));
    expect(called.sort()).toEqual(
      policy('read.json')
        .Statement.flatMap(statement => statement.Action)
        .sort(),
    );
  });

  it('hands nothing over when nothing has changed, whichever process scans', async () => {
    world.encryptedMemory('good');
    world.encryptedMemory('also', there);
    await world.scan();
    expect(world.catalog.handedOver).toBe(4);
    world.now = new Date('2026-11-25T09:00:00.000Z');
    await world.scan();
    expect(world.catalog.handedOver).toBe(4);
    expect(world.reports().at(-1)).toMatchObject({ changed: 0 });
  });

  it('removes what is gone, and keys that nothing depends on any more', async () => {
    const { memory } = world.encryptedMemory('gone');
    world.encryptedMemory('stays');
    await world.scan();
    world.sandbox.state.deleteMemory(memory.arn);
    await world.scan();
    expect(world.catalog.memory('gone')).toBeUndefined();
    expect(world.catalog.memory('stays')).toBeDefined();
    expect(world.catalog.of(KEY_TYPE).map(key => key.metadata.title)).toEqual([
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
      world.encryptedMemory('first');
      world.encryptedMemory('second', there);
      await world.scan();
      const before = world.catalog.entities.size;
      world.sandbox.state.createMemory({ ...there, name: 'third' });
      world.sandbox.faults.add({ kind, operation: 'ListMemories', account: A });

      const scan = world.scan();
      await expect(scan).rejects.toThrow('1 of 2 scopes could not be read');
      expect(world.catalog.entities.size).toBe(before + 1);
      expect(world.catalog.memory('first')).toBeDefined();
      expect(world.catalog.memory('third')).toBeDefined();
      const failed = world
        .reports()
        .filter(report => report.outcome === 'failed');
      expect(failed).toHaveLength(1);
      expect(failed[0]).toMatchObject({ accountId: A, memories: 1 });
      expect(failed[0].reason).toMatch(/ListMemories|AWS answered/);
    },
  );

  it('reports a scope without credentials and reads the others', async () => {
    world.encryptedMemory('second', there);
    const accounts = [{ accountId: '777788889999' }, { accountId: B }];
    const scan = world.scan({ accounts });
    await expect(scan).rejects.toThrow('1 of 2 scopes');
    expect(world.catalog.memory('second')).toBeDefined();
    expect(
      world.reports().find(r => r.accountId === '777788889999'),
    ).toMatchObject({
      outcome: 'failed',
      reason: 'No AWS credentials for the account',
    });
  });

  it('shows a memory that may not be read as unknown, also one that was compliant', async () => {
    const { memory } = world.encryptedMemory('closed');
    await world.scan();
    const entityRef = world.catalog.memory('closed')!.metadata.name;
    world.sandbox.faults.add({
      kind: 'deny',
      operation: 'GetMemory',
      resource: memory.id,
    });
    world.sandbox.state.updateMemory(memory.arn, {});
    await world.scan();
    const [entity] = world.catalog.of(MEMORY_TYPE);
    expect(entity.metadata.name).toBe(entityRef);
    expect(entity.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'unknown',
      'agentcore-memory/encryption': 'unknown',
    });
  });

  it('keeps what it knew while AWS does not answer, says since when, and stops saying so', async () => {
    const { memory, key } = world.encryptedMemory('quiet');
    await world.scan();
    const staleSince = () =>
      world.catalog.memory('quiet')?.metadata.annotations?.[
        'agentcore-memory/stale-since'
      ];

    world.now = new Date('2026-11-24T10:00:00.000Z');
    world.sandbox.faults.add({
      kind: 'throttle',
      operation: 'GetMemory',
      resource: memory.id,
    });
    world.sandbox.faults.add({
      kind: 'throttle',
      operation: 'ListTagsForResource',
    });
    world.sandbox.faults.add({ kind: 'serverError', operation: 'DescribeKey' });
    await world.scan();
    expect(staleSince()).toMatch(/^2026-11-24T10:00:0/);
    expect(world.catalog.memory('quiet')?.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'compliant',
      'agentcore-memory/kms-key-arn': key.arn,
    });
    expect(world.catalog.memory('quiet')?.spec?.owner).toBe('group:default/a');

    world.now = new Date('2026-11-24T11:00:00.000Z');
    const writes = world.catalog.writes.length;
    await world.scan();
    expect(staleSince()).toMatch(/^2026-11-24T10:00:0/);
    expect(world.catalog.writes).toHaveLength(writes);

    world.sandbox.faults.clear();
    await world.scan();
    expect(staleSince()).toBeUndefined();
  });

  it('calls a new memory as old as what is known of its key', async () => {
    const { key } = world.encryptedMemory('first');
    await world.scan();
    world.sandbox.faults.add({ kind: 'throttle', service: 'kms' });
    world.now = new Date('2026-11-24T10:00:00.000Z');
    await world.scan();
    world.now = new Date('2026-11-28T10:00:00.000Z');
    world.sandbox.state.createMemory({
      ...here,
      name: 'second',
      encryptionKeyArn: key.arn,
    });
    await world.scan();
    expect(world.catalog.memory('second')?.metadata.annotations).toMatchObject({
      'agentcore-memory/stale-since': expect.stringMatching(/^2026-11-24T10/),
    });
  });

  it('keeps what an event stored while the run went on', async () => {
    const { memory } = world.encryptedMemory('slow', there);
    world.encryptedMemory('other');
    const scanner = await world.process([{ scopesAtOnce: 1 }]);
    // The run knows nothing of the memory, and does not get its tags.
    const hold = world.sandbox.faults.hold({
      operation: 'ListMemories',
      account: A,
      times: 1,
    });
    const run = scanner.scan('main');
    await hold.reached();
    await world.emit(TOPIC_MEMORY_CHANGED, { arn: memory.arn });
    world.sandbox.faults.add({ kind: 'throttle', service: 'tagging' });
    world.sandbox.faults.add({
      kind: 'throttle',
      operation: 'ListTagsForResource',
    });
    hold.release();
    await run;
    expect(world.catalog.memory('slow')?.spec).toMatchObject({
      owner: 'group:default/a',
    });
  });

  it('follows a key that is disabled', async () => {
    const { key } = world.encryptedMemory('locked');
    await world.scan();
    world.sandbox.state.setKeyState(key.arn, 'Disabled');
    await world.scan();
    expect(world.catalog.memory('locked')?.metadata.annotations).toMatchObject({
      'agentcore-memory/verdict': 'non-compliant',
    });
    expect(world.catalog.of(KEY_TYPE)[0].metadata.annotations).toMatchObject({
      'agentcore-memory/key-state': 'Disabled',
    });
  });

  it('writes a shared key as the account sees it that may read it, in any order', async () => {
    const { key } = world.encryptedMemory('own');
    world.sandbox.state.createMemory({
      ...there,
      name: 'borrowed',
      encryptionKeyArn: key.arn,
    });
    await world.scan();
    const writes = world.catalog.writes.length;
    for (let i = 0; i < 3; i += 1) await world.scan();
    expect(world.catalog.writes).toHaveLength(writes);
    expect(world.catalog.of(KEY_TYPE)).toHaveLength(1);
    expect(world.catalog.of(KEY_TYPE)[0].metadata.annotations).toMatchObject({
      'agentcore-memory/key-state': 'Enabled',
    });
  });

  it('asks AWS again only for what is new or changed', async () => {
    const { memory } = world.encryptedMemory('one');
    world.encryptedMemory('two');
    const scanner = await world.process();
    await scanner.scan('main');
    world.sandbox.calls.clear();
    await scanner.scan('main');
    expect(world.sandbox.calls.countsByOperation()).toEqual({
      'bedrock-agentcore:ListMemories': 2,
      'tagging:GetResources': 1,
      'kms:DescribeKey': 2,
      'kms:GetKeyPolicy': 2,
      'kms:GetKeyRotationStatus': 2,
      'kms:ListAliases': 1,
    });
    world.sandbox.calls.clear();
    world.sandbox.state.updateMemory(memory.arn, { eventExpiryDuration: 7 });
    world.encryptedMemory('three');
    await world.scan();
    expect(world.sandbox.calls.count({ operation: 'GetMemory' })).toBe(2);
    expect(world.catalog.memory('one')?.spec?.agentCoreMemory).toMatchObject({
      details: { value: { eventExpiryDays: 7 } },
    });
  });

  it('makes one call for a scope in which there is nothing', async () => {
    const scanner = await world.process();
    await scanner.scan('main');
    // And one for each account's credentials, whose they are.
    expect(world.sandbox.calls.countsByOperation()).toEqual({
      'bedrock-agentcore:ListMemories': 2,
      'sts:GetCallerIdentity': 2,
    });
    world.sandbox.calls.clear();
    await scanner.scan('main');
    expect(world.sandbox.calls.count()).toBe(2);
  });

  it('follows tags, and loses no owner to a read that was not answered', async () => {
    const { memory } = world.encryptedMemory('tagged');
    await world.scan();
    world.sandbox.faults.add({ kind: 'throttle', operation: 'GetResources' });
    await world.scan();
    expect(world.catalog.memory('tagged')?.spec?.owner).toBe('group:default/a');
    world.sandbox.faults.clear();
    world.sandbox.state.setTags(memory.arn, { owner: 'group:default/b' });
    await world.scan();
    expect(world.catalog.memory('tagged')?.spec?.owner).toBe('group:default/b');
    world.sandbox.state.setTags(memory.arn, {});
    await world.scan();
    expect(world.catalog.memory('tagged')?.metadata.annotations).toMatchObject({
      'agentcore-memory/owner-source': 'none',
    });
  });

  it('keeps what an alias stood for while it does not answer', async () => {
    const key = world.sandbox.state.createKey({
      ...here,
      alias: 'notes',
      rotationEnabled: true,
    });
    world.sandbox.state.createMemory({
      ...here,
      name: 'by_alias',
      encryptionKeyArn: key.arn.replace(/key\/.*/, 'alias/notes'),
      tags: { owner: 'a' },
    });
    await world.scan();
    const compliant = { 'agentcore-memory/verdict': 'compliant' };
    expect(
      world.catalog.memory('by_alias')?.metadata.annotations,
    ).toMatchObject(compliant);
    world.sandbox.faults.add({ kind: 'serverError', service: 'kms' });
    await world.scan();
    expect(
      world.catalog.memory('by_alias')?.metadata.annotations,
    ).toMatchObject({
      ...compliant,
      'agentcore-memory/stale-since': expect.any(String),
    });
    expect(world.catalog.of(KEY_TYPE)).toHaveLength(1);
  });

  it('goes on beside a memory that it does not understand, removes nothing, and says so', async () => {
    const { memory: odd } = world.encryptedMemory('odd');
    const { memory: gone } = world.encryptedMemory('gone');
    const { memory: late } = world.encryptedMemory('late');
    await world.scan();
    world.sandbox.state.updateMemory(odd.arn, { status: '' as 'ACTIVE' });
    world.sandbox.state.deleteMemory(gone.arn);
    world.sandbox.state.setTags(late.arn, { owner: 'b' });
    const scan = world.scan();
    await expect(scan).rejects.toThrow('1 of 2 scopes');
    expect(world.reports().find(r => r.outcome === 'failed')).toMatchObject({
      reason:
        '1 of 2 listed memories not understood, so none is removed: AWS answered without status',
    });
    expect(world.catalog.memory('odd')).toBeDefined();
    expect(world.catalog.memory('gone')).toBeDefined();
    expect(world.catalog.memory('late')?.spec?.owner).toBe('group:default/b');
  });

  it('reports what a scan cost', async () => {
    world.encryptedMemory('good');
    world.sandbox.faults.add({
      kind: 'throttle',
      operation: 'GetMemory',
      times: 1,
    });
    await world.scan();
    const report = world.reports().find(({ accountId }) => accountId === A);
    expect(report).toMatchObject({
      outcome: 'complete',
      memories: 1,
      removed: 0,
      throttles: 1,
    });
    expect(report?.calls).toEqual({
      'bedrock-agentcore:GetMemory': 1,
      'bedrock-agentcore:ListMemories': 1,
      'sts:GetCallerIdentity': 1,
      'tag:GetResources': 1,
    });
    expect(world.sandbox.calls.count({ account: A })).toBe(4);
  });

  it('asks a region without AgentCore Memory again on request', async () => {
    world.sandbox.state.withoutAgentCore('mx-central-1');
    const scanner = await world.process([
      {
        accounts: [{ accountId: A }],
        regions: ['eu-central-1', 'mx-central-1'],
        scopesAtOnce: 1,
      },
    ]);
    await scanner.scan('main');
    world.sandbox.calls.clear();
    await world.emit(TOPIC_SCAN_REQUESTED, { scope: `main/${A}/mx-central-1` });
    expect(world.sandbox.calls.count({ region: 'mx-central-1' })).toBe(1);
    expect(world.reports().at(-1)).toMatchObject({ outcome: 'unsupported' });
  });

  it('scans those first that were not scanned for the longest time', async () => {
    const scanner = await world.process([{ scopesAtOnce: 1 }]);
    await world.emit(TOPIC_SCAN_REQUESTED, { scope: `main/${A}/eu-central-1` });
    await scanner.scan('main');
    expect(world.reports().map(({ accountId }) => accountId)).toEqual([
      A,
      B,
      A,
    ]);
  });

  it('recognises a region without the service once another region has answered, and asks no more', async () => {
    world.sandbox.state.withoutAgentCore('mx-central-1');
    const scanner = await world.process([
      {
        accounts: [{ accountId: A }],
        regions: ['eu-central-1', 'mx-central-1'],
        scopesAtOnce: 1,
      },
    ]);
    await scanner.scan('main');
    expect(world.reports().at(-1)).toMatchObject({
      region: 'mx-central-1',
      outcome: 'unsupported',
    });
    world.sandbox.calls.clear();
    await scanner.scan('main');
    expect(world.sandbox.calls.count({ region: 'mx-central-1' })).toBe(0);
    world.now = new Date('2026-11-26T09:00:00.000Z');
    await scanner.scan('main');
    expect(world.sandbox.calls.count({ region: 'mx-central-1' })).toBe(1);
  });

  it('removes scopes that are no longer configured', async () => {
    world.encryptedMemory('first');
    world.encryptedMemory('second', there);
    await world.scan();
    await world.scan({ accounts: [{ accountId: A }] });
    expect(
      [...world.catalog.of(MEMORY_TYPE)].map(m => m.metadata.title),
    ).toEqual(['first']);
    expect(world.catalog.of(KEY_TYPE)).toHaveLength(1);
  });

  it('commits nothing after it was aborted', async () => {
    world.encryptedMemory('slow');
    world.sandbox.faults.add({ kind: 'hang', operation: 'ListMemories' });
    const abort = new AbortController();
    const scan = (await world.process()).scan('main', abort.signal);
    abort.abort();
    await expect(scan).rejects.toMatchObject({ name: 'AbortError' });
    expect(world.catalog.entities.size).toBe(0);
    expect(world.reports()).toEqual([]);
    expect(world.bus.on(TOPIC_RUN_FINISHED)).toMatchObject([
      { complete: false },
    ]);
  });
});
