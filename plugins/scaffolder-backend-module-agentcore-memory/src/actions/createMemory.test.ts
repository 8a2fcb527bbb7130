import { readFileSync } from 'node:fs';
import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { EventParams } from '@backstage/plugin-events-node';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import { Fault, Sandbox, startSandbox } from 'aws-sandbox';
import {
  createInventory,
  createWriter,
} from 'backstage-plugin-agentcore-memory-node';
import { createCreateMemoryAction } from './createMemory';

const place = { accountId: '111122223333', region: 'eu-central-1' };
const OWNER = 'group:default/customer-support';

describe('agentcore-memory:create', () => {
  let sandbox: Sandbox;
  let published: EventParams[];
  let action: ReturnType<typeof createCreateMemoryAction>;
  const getEntityByRef = jest.fn();

  beforeEach(async () => {
    sandbox = await startSandbox({ transitionMs: 20 });
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    published = [];
    getEntityByRef.mockReset().mockResolvedValue({ kind: 'Resource' });
    const config = new ConfigReader({
      aws: {
        accounts: [
          {
            accountId: place.accountId,
            ...sandbox.credentialsFor(place.accountId),
          },
        ],
      },
    });
    const options = { maxAttempts: 2, requestTimeoutMs: 2_000 };
    action = createCreateMemoryAction({
      inventory: createInventory(config, options),
      writer: createWriter(config, options),
      events: {
        ...mockServices.events.mock(),
        async publish(event) {
          published.push(event);
        },
      },
      auth: mockServices.auth(),
      catalog: { getEntityByRef },
      patience: { intervalMs: 5, timeoutMs: 500 },
      catalogPatience: { intervalMs: 5, timeoutMs: 50 },
    });
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  const goodKey = () =>
    sandbox.state.createKey({ ...place, rotationEnabled: true });
  const memories = () => [...sandbox.state.store(place).memories.values()];
  const creations = () => sandbox.calls.count({ operation: 'CreateMemory' });

  async function run(
    input: Record<string, unknown>,
    options: { isDryRun?: boolean; signal?: AbortSignal } = {},
  ) {
    const context = createMockActionContext({
      input: { name: 'notes', owner: OWNER, ...place, ...input } as any, // any: bad input is tested, too
    });
    const output = jest.fn();
    await action.handler({
      ...context,
      task: { id: 'task-1' },
      step: { id: 'create' },
      output,
      ...options,
    });
    return Object.fromEntries(output.mock.calls);
  }

  it('creates an encrypted memory, waits until it is active and tells the catalog', async () => {
    const key = goodKey();
    const output = await run({
      encryptionKeyArn: key.arn,
      description: 'What customers said',
      eventExpiryDays: 30,
      strategies: ['SEMANTIC', 'USER_PREFERENCE'],
    });
    const [memory] = memories();
    expect(memory).toMatchObject({
      name: 'notes',
      status: 'ACTIVE',
      encryptionKeyArn: key.arn,
      eventExpiryDuration: 30,
      tags: { owner: OWNER },
    });
    expect(memory.strategies).toHaveLength(2);
    expect(output).toEqual({
      memoryArn: memory.arn,
      memoryId: memory.id,
      entityRef: expect.stringMatching(/^resource:default\/notes-[a-z0-9-]+$/),
      adopted: false,
    });
    expect(published).toEqual([
      {
        topic: 'agentcore-memory.memory-changed',
        eventPayload: { arn: memory.arn },
      },
    ]);
  });

  it('makes exactly the calls that the documented policy allows', async () => {
    await run({ encryptionKeyArn: goodKey().arn });
    // Once more, so that what it finds is read, too.
    await run({ encryptionKeyArn: memories()[0].encryptionKeyArn });
    const policy = JSON.parse(
      readFileSync(`${__dirname}/../../../../docs/iam/create.json`, 'utf8'),
    );
    const onBehalf = [
      'WhatAwsChecksWithinCreateMemory',
      'LetAgentCoreUseTheKeyOnBehalfOfTheCaller',
      'PassExecutionRoles',
    ];
    const sids = policy.Statement.map((statement: any) => statement.Sid);
    expect(sids).toEqual(expect.arrayContaining(onBehalf));
    expect(
      policy.Statement.filter((s: any) => !onBehalf.includes(s.Sid))
        .flatMap((s: any) => s.Action)
        .sort(),
    ).toEqual(Object.keys(sandbox.calls.countsByOperation()).sort());
  });

  it('waits until the catalog shows the memory, but not for ever', async () => {
    const key = goodKey();
    getEntityByRef
      .mockResolvedValueOnce(undefined)
      .mockRejectedValueOnce(new Error('down'));
    const output = await run({ encryptionKeyArn: key.arn });
    expect(getEntityByRef).toHaveBeenCalledTimes(3);
    expect(getEntityByRef).toHaveBeenLastCalledWith(
      output.entityRef,
      expect.anything(),
    );
    getEntityByRef.mockResolvedValue(undefined);
    expect(await run({ encryptionKeyArn: key.arn })).toMatchObject({
      adopted: true,
    });
  });

  it('takes a key by its alias', async () => {
    const key = sandbox.state.createKey({ ...place, alias: 'notes' });
    const alias = key.arn.replace(/key\/.*/, 'alias/notes');
    await run({ encryptionKeyArn: alias });
    expect(memories()[0].encryptionKeyArn).toBe(alias);
  });

  it('adopts what it made before, however often it runs', async () => {
    const key = goodKey();
    const first = await run({ encryptionKeyArn: key.arn });
    const second = await run({ encryptionKeyArn: key.arn });
    expect(second).toEqual({ ...first, adopted: true });
    expect(creations()).toBe(1);
    expect(memories()).toHaveLength(1);
  });

  it('is not confused by a name that starts like another', async () => {
    const key = goodKey();
    await run({ name: 'notes_archive', encryptionKeyArn: key.arn });
    expect(await run({ encryptionKeyArn: key.arn })).toMatchObject({
      adopted: false,
    });
  });

  it('creates one memory when the answer is lost and the call repeated', async () => {
    const key = goodKey();
    sandbox.faults.add({
      kind: 'serverError',
      operation: 'CreateMemory',
      times: 1,
    });
    await run({ encryptionKeyArn: key.arn });
    expect(memories()).toHaveLength(1);
  });

  describe('refuses, creates nothing and says why:', () => {
    // Nothing may have been written, and no event published.
    async function refusal(input: Record<string, unknown>): Promise<string> {
      const error = await run(input).then(
        () => 'It was not refused',
        ({ message }) => message,
      );
      return creations() === 0 && published.length === 0
        ? error
        : `Something was written. ${error}`;
    }

    it.each<[string, Record<string, unknown>, RegExp]>([
      ['a name with a hyphen', { name: 'my-notes' }, /^name: "my-notes"/],
      ['a name that is too long', { name: 'n'.repeat(49) }, /^name: /],
      ['a malformed account', { accountId: '12' }, /^accountId: "12"/],
      ['a malformed region', { region: 'Frankfurt' }, /^region: "Frankfurt"/],
      ['an owner that is none', { owner: 'component:default/x' }, /^owner: /],
      [
        'a retention that is too short',
        { eventExpiryDays: 2 },
        /^eventExpiryDays: 2/,
      ],
      [
        'a retention that is too long',
        { eventExpiryDays: 366 },
        /^eventExpiryDays/,
      ],
      ['half a day', { eventExpiryDays: 7.5 }, /^eventExpiryDays/],
      [
        'an unknown strategy',
        { strategies: ['TELEPATHY'] },
        /^strategies: "TELEPATHY"/,
      ],
      [
        'a key that is no ARN',
        { encryptionKeyArn: 'alias/notes' },
        /^encryptionKeyArn: "alias\/notes"/,
      ],
      [
        'a key of another region',
        {
          encryptionKeyArn:
            'arn:aws:kms:us-east-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        },
        /^encryptionKeyArn: the key is in us-east-1/,
      ],
      [
        'a key that does not exist',
        {
          encryptionKeyArn:
            'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
        },
        /^encryptionKeyArn: AWS finds no such key/,
      ],
    ])('%s', async (_, input, message) => {
      expect(
        await refusal({ encryptionKeyArn: goodKey().arn, ...input }),
      ).toMatch(message);
    });

    it.each([
      ['a disabled key', { keyState: 'Disabled' }, /key is disabled/],
      ['a key about to be deleted', { keyState: 'PendingDeletion' }, /deleted/],
      ['a key managed by AWS', { keyManager: 'AWS' }, /managed by AWS/],
      ['an asymmetric key', { keySpec: 'RSA_2048' }, /symmetric/],
    ] as const)('%s', async (_, change, message) => {
      const key = sandbox.state.createKey({ ...place, ...change });
      expect(await refusal({ encryptionKeyArn: key.arn })).toMatch(message);
    });

    it.each<[string, Fault['kind']]>([
      ['a key that may not be read', 'deny'],
      ['a key about which AWS does not answer', 'serverError'],
    ])('%s', async (_, kind) => {
      sandbox.faults.add({ kind, operation: 'DescribeKey' });
      expect(await refusal({ encryptionKeyArn: goodKey().arn })).toMatch(
        /could not be checked, so nothing was created.*kms:DescribeKey/,
      );
    });

    it.each<[string, { key?: string; tags?: Record<string, string> }, RegExp]>([
      [
        'with a key that AWS owns',
        { tags: { owner: OWNER } },
        /a key that AWS owns/,
      ],
      ['without an owner', { key: 'same' }, /which has no owner/],
      [
        'of another team',
        { key: 'same', tags: { owner: 'group:default/x' } },
        /owned by group:default\/x/,
      ],
      [
        'with another key',
        { key: 'other', tags: { owner: OWNER } },
        /another key/,
      ],
    ])(
      'a name that is taken by a memory %s',
      async (_, { key, tags }, message) => {
        const mine = goodKey();
        const keys: Record<string, string> = {
          same: mine.arn,
          other: goodKey().arn,
        };
        sandbox.state.createMemory({
          ...place,
          name: 'notes',
          tags,
          encryptionKeyArn: key && keys[key],
        });
        expect(await refusal({ encryptionKeyArn: mine.arn })).toMatch(message);
      },
    );

    it('when it cannot tell whether the name is taken', async () => {
      sandbox.faults.add({ kind: 'deny', operation: 'ListMemories' });
      expect(await refusal({ encryptionKeyArn: goodKey().arn })).toMatch(
        'bedrock-agentcore:ListMemories: AccessDeniedException',
      );
    });

    it('in a dry run, which only looks', async () => {
      const output = await run(
        { encryptionKeyArn: goodKey().arn },
        { isDryRun: true },
      );
      expect(output).toEqual({});
      expect(creations()).toBe(0);
    });
  });

  it('is red with the reason that AWS gives for a failed creation', async () => {
    const key = goodKey();
    sandbox.state.createMemory({
      ...place,
      name: 'notes',
      encryptionKeyArn: key.arn,
      tags: { owner: OWNER },
      status: 'FAILED',
      failureReason: 'Role validation failed',
    });
    await expect(run({ encryptionKeyArn: key.arn })).rejects.toThrow(
      /is FAILED: Role validation failed/,
    );
    expect(published).toEqual([]);
  });

  it('is red when AWS refuses, is denied or does not finish in time', async () => {
    const key = goodKey();
    sandbox.faults.add({ kind: 'deny', operation: 'CreateMemory', times: 1 });
    await expect(run({ encryptionKeyArn: key.arn })).rejects.toMatchObject({
      name: 'AccessDeniedException',
    });
    sandbox.state.createMemory({
      ...place,
      name: 'notes',
      encryptionKeyArn: key.arn,
      tags: { owner: OWNER },
      status: 'CREATING',
    });
    await expect(run({ encryptionKeyArn: key.arn })).rejects.toThrow(
      /still CREATING after 0.5 seconds/,
    );
  });

  it('stops at once when the task is cancelled', async () => {
    const key = goodKey();
    sandbox.faults.add({ kind: 'hang', operation: 'GetMemory' });
    const abort = new AbortController();
    const running = run(
      { encryptionKeyArn: key.arn },
      { signal: abort.signal },
    );
    setTimeout(() => abort.abort(), 100);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});
