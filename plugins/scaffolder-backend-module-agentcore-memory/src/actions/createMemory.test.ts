import { readFileSync } from 'node:fs';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { Fault } from 'aws-sandbox';
import { CreationWorld, OWNER, place } from '../__testUtils__/CreationWorld';

/** A key policy that lets everybody in. */
const OPEN = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' },
  ],
});

describe('agentcore-memory:create', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
    // What is told to whom is tried elsewhere.
    world.catalogRead = { result: AuthorizeResult.ALLOW };
  });

  afterEach(() => world.stop());

  const goodKey = () => world.goodKey();
  const memories = () => world.memories();
  const creations = () => world.creations();
  const run: CreationWorld['run'] = (...args) => world.run(...args);

  it('creates an encrypted memory, waits until it is active and tells the catalog', async () => {
    const key = goodKey();
    const output = await run({
      encryptionKeyArn: key.arn,
      description: 'What customers said',
      eventExpiryDays: 30,
      system: 'system:default/shop',
      strategies: [
        { type: 'SEMANTIC', name: 'facts', namespaceTemplate: '' },
        { type: 'USER_PREFERENCE', name: 'preferences' },
      ],
      // As a form sends what nobody filled in.
      executionRoleArn: '',
      indexedKeys: [],
      namespaceKeys: [{ key: 'tenant', allowedValues: [], regexPattern: '' }],
    });
    const [memory] = memories();
    expect(memory).toMatchObject({
      name: 'notes',
      status: 'ACTIVE',
      encryptionKeyArn: key.arn,
      eventExpiryDuration: 30,
      tags: { owner: OWNER, 'backstage.io/system': 'system:default/shop' },
    });
    expect(memory.strategies).toHaveLength(2);
    expect(memory.indexedKeys).toBeUndefined();
    expect(memory.namespaceKeys).toEqual([{ key: 'tenant' }]);
    expect(output).toEqual({
      memoryArn: memory.arn,
      memoryId: memory.id,
      entityRef: expect.stringMatching(/^resource:default\/notes-[a-z0-9-]+$/),
      adopted: false,
      verdict: 'compliant',
      warnings: [],
    });
    expect(world.published).toEqual([
      {
        topic: 'agentcore-memory.memory-changed',
        eventPayload: { arn: memory.arn },
      },
    ]);
  });

  it('makes exactly the calls that the documented policies allow', async () => {
    await run({ encryptionKeyArn: goodKey().arn });
    // Once more, so that what it finds is read, too.
    await run({ encryptionKeyArn: memories()[0].encryptionKeyArn });
    const calls = Object.keys(world.sandbox.calls.countsByOperation());
    const read = actionsOf('read');
    // What the role for changing things is used for. The rest is asked with the one that reads.
    const written = actionsOf('create', [
      'WhatAwsChecksWithinCreateMemory',
      'LetAgentCoreUseTheKeyOnBehalfOfTheCaller',
      'PassExecutionRoles',
    ]);
    expect(written).toEqual([
      'bedrock-agentcore:CreateMemory',
      'bedrock-agentcore:GetMemory',
    ]);
    expect(calls).toEqual(expect.arrayContaining(written));
    // AWS asks for no permission for the last one.
    expect([...read, ...written, 'sts:GetCallerIdentity']).toEqual(
      expect.arrayContaining(calls),
    );
  });

  it('waits until the catalog shows the memory, but not for ever', async () => {
    const key = goodKey();
    let asked = 0;
    world.shows = ref => {
      asked += Number(ref.startsWith('resource:default/notes-'));
      return asked === 0 || asked > 2;
    };
    await run({ encryptionKeyArn: key.arn });
    expect(asked).toBe(3);
    world.shows = ref => !ref.startsWith('resource:default/notes-');
    expect(await run({ encryptionKeyArn: key.arn })).toMatchObject({
      adopted: true,
    });
  });

  it('takes a key by its alias', async () => {
    const key = world.sandbox.state.createKey({ ...place, alias: 'notes' });
    const alias = key.arn.replace(/key\/.*/, 'alias/notes');
    await run({ encryptionKeyArn: alias });
    // An alias may be another key's a moment later.
    expect(memories()[0].encryptionKeyArn).toBe(key.arn);
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
    world.sandbox.faults.add({
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
      return creations() === 0 && world.published.length === 0
        ? error
        : `Something was written. ${error}`;
    }

    it.each<[string, Record<string, unknown>, RegExp]>([
      ['a name with a hyphen', { name: 'my-notes' }, /^name: must be letters/],
      ['a name that is too long', { name: 'n'.repeat(49) }, /^name: /],
      ['a malformed account', { accountId: '12' }, /^accountId: must be/],
      ['a malformed region', { region: 'Frankfurt' }, /^region: "Frankfurt"/],
      ['an owner that is none', { owner: 'component:default/x' }, /^owner: /],
      [
        'a retention that is too short',
        { eventExpiryDays: 2 },
        /^eventExpiryDays: must be a whole number from 3/,
      ],
      [
        'a retention that is too long',
        { eventExpiryDays: 366 },
        /^eventExpiryDays/,
      ],
      ['half a day', { eventExpiryDays: 7.5 }, /^eventExpiryDays/],
      [
        'an unknown strategy',
        { strategies: [{ type: 'TELEPATHY', name: 'x' }] },
        /^strategies.0.type: .*TELEPATHY/,
      ],
      [
        'a field that there is none',
        { kmsKey: 'x' },
        /^kmsKey: is not a field/,
      ],
      [
        'a field that there is none, within another',
        { tags: [{ key: 'a', values: ['x'] }] },
        /^tags.0.values: is not a field/,
      ],
      [
        'the alias of a new key beside the key',
        { newKeyAlias: 'alias/x' },
        /^newKeyAlias: is there as well/,
      ],
      ['a system that is none', { system: 'group:default/x' }, /^system: /],
      [
        'everything that is wrong at once',
        { name: '1', eventExpiryDays: 2 },
        /^name: .*; eventExpiryDays: /,
      ],
      [
        'indexed keys that are there twice',
        {
          indexedKeys: [
            { key: 'a', type: 'STRING' },
            { key: 'a', type: 'NUMBER' },
          ],
        },
        /^indexedKeys.1.key: "a" is there twice/,
      ],
      [
        'a namespace key that AWS does not take',
        { namespaceKeys: [{ key: 'Tenant' }] },
        /^namespaceKeys.0.key: must be lower-case/,
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
        /^encryptionKeyArn: .*AWS finds no such key/,
      ],
    ])('%s', async (_, input, message) => {
      expect(
        await refusal({ encryptionKeyArn: goodKey().arn, ...input }),
      ).toMatch(message);
    });

    const step = { modelId: 'a-model', appendToPrompt: 'Be brief' };
    it.each<[string, object[], RegExp]>([
      [
        'two of one kind',
        [
          { type: 'SEMANTIC', name: 'a' },
          { type: 'SEMANTIC', name: 'b' },
        ],
        /^strategies.1.type: SEMANTIC is there twice/,
      ],
      [
        'two of one name',
        [
          { type: 'SEMANTIC', name: 'a' },
          { type: 'EPISODIC', name: 'a' },
        ],
        /^strategies.1.name: is there twice/,
      ],
      [
        'a namespace with an unknown variable',
        [{ type: 'SEMANTIC', name: 'a', namespaceTemplate: '/{tenant}' }],
        /^strategies.0.namespaceTemplate: has the variable \{tenant\}/,
      ],
      [
        'a namespace that AWS does not take',
        [{ type: 'SEMANTIC', name: 'a', namespaceTemplate: '/a b' }],
        /^strategies.0.namespaceTemplate: must be letters/,
      ],
      [
        'reflections of what has none',
        [{ type: 'SEMANTIC', name: 'a', reflectionNamespaceTemplate: '/a' }],
        /^strategies.0.reflectionNamespaceTemplate: is for episodes only/,
      ],
      [
        'reflections elsewhere than its episodes',
        [
          {
            type: 'EPISODIC',
            name: 'a',
            namespaceTemplate: '/a/{sessionId}',
            reflectionNamespaceTemplate: '/b',
          },
        ],
        /^strategies.0.reflectionNamespaceTemplate: must be the namespaceTemplate/,
      ],
      [
        'a model for what takes none',
        [{ type: 'SEMANTIC', name: 'a', extraction: step }],
        /^strategies.0.extraction: is for CUSTOM only/,
      ],
      [
        'a custom one that customises nothing',
        [{ type: 'CUSTOM', name: 'a' }],
        /^strategies.0.override: is needed by CUSTOM/,
      ],
      [
        'a custom one without a model',
        [{ type: 'CUSTOM', name: 'a', override: 'SUMMARY_OVERRIDE' }],
        /^strategies.0.consolidation: is needed by SUMMARY_OVERRIDE/,
      ],
      [
        'a step that its kind does not have',
        [
          {
            type: 'CUSTOM',
            name: 'a',
            override: 'SUMMARY_OVERRIDE',
            extraction: step,
          },
        ],
        /^strategies.0.extraction: is not for SUMMARY_OVERRIDE/,
      ],
      [
        'a pipeline that is not described',
        [{ type: 'CUSTOM', name: 'a', override: 'SELF_MANAGED' }],
        /^strategies.0.selfManaged: is needed by SELF_MANAGED/,
      ],
      [
        'a custom one without a role',
        [
          {
            type: 'CUSTOM',
            name: 'own',
            override: 'SUMMARY_OVERRIDE',
            consolidation: step,
          },
        ],
        /^executionRoleArn: is needed by the strategy own/,
      ],
    ])('strategies: %s', async (_, strategies, message) => {
      expect(
        await refusal({ encryptionKeyArn: goodKey().arn, strategies }),
      ).toMatch(message);
    });

    it.each([
      ['a disabled key', { keyState: 'Disabled' }, /key is disabled/],
      ['a key about to be deleted', { keyState: 'PendingDeletion' }, /deleted/],
      ['a key managed by AWS', { keyManager: 'AWS' }, /managed by AWS/],
      ['an asymmetric key', { keySpec: 'RSA_2048' }, /symmetric/],
    ] as const)('%s', async (_, change, message) => {
      const key = world.sandbox.state.createKey({ ...place, ...change });
      expect(await refusal({ encryptionKeyArn: key.arn })).toMatch(message);
    });

    it.each<[string, Fault['kind']]>([
      ['a key that may not be read', 'deny'],
      ['a key about which AWS does not answer', 'serverError'],
    ])('%s', async (_, kind) => {
      world.sandbox.faults.add({ kind, operation: 'DescribeKey' });
      expect(await refusal({ encryptionKeyArn: goodKey().arn })).toMatch(
        /is not known.*kms:DescribeKey/,
      );
    });

    it('when it cannot tell whether the name is taken', async () => {
      world.sandbox.faults.add({ kind: 'deny', operation: 'ListMemories' });
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

  describe('with a new key', () => {
    const keys = () => [...world.sandbox.state.store(place).keys.values()];
    const NEW = { newKeyAlias: 'alias/agentcore/notes' };

    it('makes the key and the memory', async () => {
      expect(await run(NEW)).toMatchObject({ verdict: 'compliant' });
      expect(keys()).toMatchObject([{ rotationEnabled: true }]);
      expect(memories()).toMatchObject([{ encryptionKeyArn: keys()[0].arn }]);
    });

    it('makes no key for a memory that can’t be', async () => {
      world.sandbox.state.createMemory({ ...place, name: 'notes' });
      const before = keys().length;
      await expect(run(NEW)).rejects.toThrow(/^name: memory notes-/);
      await expect(run({ ...NEW, strategies: [{}] })).rejects.toThrow();
      expect(keys()).toHaveLength(before);
    });

    it('names the key that stays where AWS refuses the memory', async () => {
      world.sandbox.faults.add({
        kind: 'refuse',
        operation: 'CreateMemory',
        error: {
          code: 'ServiceQuotaExceededException',
          message: 'Account limit exceeded.',
          status: 402,
        },
      });
      await expect(run(NEW)).rejects.toThrow(
        /^Account limit exceeded. The account has as many memories .* The key alias\/agentcore\/notes was created and stays/,
      );
      expect(keys()).toHaveLength(1);
    });

    it('makes no memory where the key was changed after it was ready', async () => {
      const inventory = world.inventory();
      const { createKeyReader } = inventory;
      let readers = 0;
      jest.spyOn(inventory, 'createKeyReader').mockImplementation(options => {
        readers += 1;
        // One looked whether the alias is taken, one waited for the key.
        if (readers === 3)
          world.sandbox.state.setKeyPolicy(keys()[0].arn, OPEN);
        return createKeyReader.call(inventory, options);
      });
      await expect(run(NEW)).rejects.toThrow(
        /^encryptionKeyArn: .*key-policy-exposure.* The key alias\/agentcore\/notes was created and stays/,
      );
      expect(readers).toBe(3);
      expect(creations()).toBe(0);
    });

    it('goes on where an earlier run stopped, with one key and one memory', async () => {
      const checkpoints = new Map();
      const deny = world.sandbox.faults.add({
        kind: 'deny',
        operation: 'CreateMemory',
      });
      await expect(run(NEW, { checkpoints })).rejects.toThrow();
      world.sandbox.faults.remove(deny);
      await run(NEW, { checkpoints });
      expect([keys().length, memories().length]).toEqual([1, 1]);
      // The same without what was remembered, by tag and token.
      await run(NEW);
      expect([keys().length, memories().length]).toEqual([1, 1]);
    });

    it('prints all requests in a dry run, and changes nothing', async () => {
      await run(NEW, { isDryRun: true });
      expect(
        world.logger.info.mock.calls.map(
          ([text]) => /: (\w+) \{/.exec(String(text))?.[1],
        ),
      ).toEqual([
        'CreateKey',
        'EnableKeyRotation',
        'CreateAlias',
        'CreateMemory',
      ]);
      expect([keys().length, memories().length]).toEqual([0, 0]);
    });

    it('needs the permission to create keys', async () => {
      world.memberships = [];
      await expect(run(NEW)).rejects.toThrow(/memory.create/);
      expect(keys()).toEqual([]);
    });
  });

  it('is red where the verdict became worse meanwhile, and names the memory', async () => {
    const key = goodKey();
    world.sandbox.faults.add({
      kind: 'delay',
      ms: 60,
      operation: 'CreateMemory',
    });
    const running = run({ encryptionKeyArn: key.arn });
    setTimeout(() => world.sandbox.state.setKeyPolicy(key.arn, OPEN), 80);
    await expect(running).rejects.toThrow(
      /^Memory notes-\w+ was created, and its verdict became worse meanwhile.*key-policy-exposure/,
    );
    expect(memories()).toHaveLength(1);
  });

  it('takes no key that AgentCore can’t use, though the scorecard only warns of it', async () => {
    const key = world.sandbox.state.createKey({
      ...place,
      rotationEnabled: true,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { AWS: `arn:aws:iam::${place.accountId}:root` },
            Action: ['kms:Describe*', 'kms:Get*', 'kms:Put*'],
            Resource: '*',
          },
        ],
      }),
    });
    await expect(run({ encryptionKeyArn: key.arn })).rejects.toThrow(
      /^encryptionKeyArn: the memory would not work. key-policy-service-access/,
    );
    expect(creations()).toBe(0);
  });

  it('says of a region without AgentCore that it has none, and makes no key there', async () => {
    world.sandbox.state.withoutAgentCore(place.region);
    await expect(run({ newKeyAlias: 'alias/agentcore/notes' })).rejects.toThrow(
      /region: it has no AgentCore Memory, or is not enabled/,
    );
    expect(world.sandbox.calls.count({ operation: 'CreateKey' })).toBe(0);
  });

  it('lets nobody name a system by a tag', async () => {
    await expect(
      run({
        encryptionKeyArn: goodKey().arn,
        tags: [{ key: 'Backstage.io/system', value: 'system:default/secret' }],
      }),
    ).rejects.toThrow(/^tags: .* says who the system is/);
  });

  it('promises no adoption that it would refuse', async () => {
    const input = {
      encryptionKeyArn: goodKey().arn,
      executionRoleArn: `arn:aws:iam::${place.accountId}:role/agentcore/x`,
      strategies: [
        {
          type: 'CUSTOM',
          name: 'own',
          override: 'SUMMARY_OVERRIDE',
          consolidation: { modelId: 'a-model', appendToPrompt: 'Be brief' },
        },
      ],
    };
    world.config = { writer: { executionRoles: ['/agentcore/'] } };
    await run(input);
    // The same task knows it by its token, another one does not.
    expect(await run(input)).toMatchObject({ adopted: false });
    expect(memories()).toHaveLength(1);
    world.taskId = 'task-2';
    for (const isDryRun of [true, false]) {
      await expect(run(input, { isDryRun })).rejects.toThrow(
        /^name: .*AWS does not show the prompts/,
      );
    }
  });

  it('is red when AWS refuses, is denied or does not finish in time', async () => {
    const key = goodKey();
    world.sandbox.faults.add({
      kind: 'deny',
      operation: 'CreateMemory',
      times: 1,
    });
    await expect(run({ encryptionKeyArn: key.arn })).rejects.toThrow(
      /^bedrock-agentcore:CreateMemory: AccessDeniedException Compare the roles/,
    );
    world.sandbox.state.createMemory({
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
    world.sandbox.faults.add({ kind: 'hang', operation: 'GetMemory' });
    const abort = new AbortController();
    const running = run(
      { encryptionKeyArn: key.arn },
      { signal: abort.signal },
    );
    setTimeout(() => abort.abort(), 100);
    await expect(running).rejects.toMatchObject({ name: 'AbortError' });
  });
});

/** The actions that a documented policy allows, but for those of some statements. */
function actionsOf(policy: string, without: string[] = []): string[] {
  const { Statement } = JSON.parse(
    readFileSync(`${__dirname}/../../../../docs/iam/${policy}.json`, 'utf8'),
  ) as { Statement: { Sid: string; Action: string | string[] }[] };
  const sids = Statement.map(({ Sid }) => Sid);
  expect(sids).toEqual(expect.arrayContaining(without));
  return Statement.filter(({ Sid }) => !without.includes(Sid))
    .flatMap(({ Action }) => Action)
    .sort();
}
