import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { CreationWorld, OWNER, place } from './__testUtils__/CreationWorld';

const STEP = { modelId: 'a-model', appendToPrompt: 'Be brief' };
const ROLE = `arn:aws:iam::${place.accountId}:role/agentcore/memory`;

describe('prepareReplacement', () => {
  let world: CreationWorld;

  beforeEach(async () => {
    world = await CreationWorld.start();
    world.config = {
      writer: {
        defaultTags: { CostCenter: 'CC-1' },
        executionRoles: ['/agentcore/'],
      },
    };
  });

  afterEach(() => world.stop());

  /** A memory without a key, with everything that a memory can have. */
  async function old(changes: Record<string, unknown> = {}) {
    await world.run({
      name: 'old',
      description: 'What customers said',
      eventExpiryDays: 30,
      system: 'system:default/shop',
      encryptionKeyArn: world.goodKey().arn,
      executionRoleArn: ROLE,
      strategies: [
        {
          type: 'SEMANTIC',
          name: 'facts',
          description: 'Facts',
          namespaceTemplate: '/facts/{tenant}/{actorId}',
        },
        {
          type: 'CUSTOM',
          name: 'own',
          override: 'EPISODIC_OVERRIDE',
          extraction: STEP,
          reflection: STEP,
          namespaceTemplate: '/own/{sessionId}',
          reflectionNamespaceTemplate: '/own/',
        },
      ],
      indexedKeys: [{ key: 'topic', type: 'STRING' }],
      namespaceKeys: [{ key: 'tenant', allowedValues: ['a', 'b'] }],
      tags: [{ key: 'stage', value: 'prod' }],
    });
    const memory = world.memories().find(({ name }) => name === 'old')!;
    return Object.assign(memory, { encryptionKeyArn: undefined }, changes);
  }

  const replace = (memoryArn: string, more = {}) =>
    world.replacement({
      memoryArn,
      owner: OWNER,
      name: 'old_cmk',
      newKeyAlias: 'alias/agentcore/old',
      ...more,
    });
  const refusal = (memoryArn: string, more = {}) =>
    replace(memoryArn, more).then(
      () => 'It was not refused',
      ({ message }) => message,
    );

  it('asks for a memory that is like the old one, under another name and key', async () => {
    const { arn, strategies } = await old();
    const { creation, settings } = await replace(arn);
    expect(settings.strategies.map(({ strategyId }) => strategyId)).toEqual(
      strategies.map(({ strategyId }) => strategyId),
    );
    expect(creation).toMatchObject({
      place,
      owner: OWNER,
      system: 'system:default/shop',
      key: { newAlias: 'alias/agentcore/old' },
      tags: {
        CostCenter: 'CC-1',
        stage: 'prod',
        'agentcore-memory/replaces': arn,
      },
      memory: {
        name: 'old_cmk',
        description: 'What customers said',
        eventExpiryDays: 30,
        executionRoleArn: ROLE,
        strategies: [
          {
            type: 'SEMANTIC',
            name: 'facts',
            description: 'Facts',
            namespaceTemplate: '/facts/{tenant}/{actorId}',
          },
          {
            type: 'CUSTOM',
            name: 'own',
            override: 'EPISODIC_OVERRIDE',
            extraction: STEP,
            reflection: STEP,
            namespaceTemplate: '/own/{sessionId}',
            reflectionNamespaceTemplate: '/own/',
          },
        ],
        indexedKeys: [{ key: 'topic', type: 'STRING' }],
        namespaceKeys: [{ key: 'tenant', allowedValues: ['a', 'b'] }],
      },
    });
  });

  it('keeps what metadata the records of a strategy have', async () => {
    const { arn, strategies } = await old();
    const schema = { metadataSchema: [{ key: 'topic', type: 'STRING' }] };
    Object.assign(strategies[0], { memoryRecordSchema: schema });
    const { creation } = await replace(arn);
    expect(creation.memory.strategies[0].recordSchema).toEqual(schema);
  });

  it.each([
    ['no ARN of a memory', 'arn:aws:s3:::bucket', {}, /^memoryArn: must be/],
    [
      'a memory that there is none',
      undefined,
      {},
      /^memoryArn: the catalog does not show you this memory/,
    ],
    ['an owner that is none', undefined, { owner: 'a b' }, /^owner: /],
    [
      'a place that is not configured',
      undefined,
      { region: 'us-east-1' },
      /^No entry of .* covers/,
    ],
  ])(
    'refuses %s',
    async (_, given, { region = place.region, ...more }: any, message) => {
      const arn =
        given ??
        `arn:aws:bedrock-agentcore:${region}:${place.accountId}:memory/none-a1B2c3D4e5`;
      expect(await refusal(arn, more)).toMatch(message);
    },
  );

  it('refuses a memory of another owner than the one for whom it was allowed', async () => {
    const { arn } = await old({ tags: { owner: 'group:default/payments' } });
    expect(await refusal(arn)).toMatch(/^memoryArn: .* has no such memory/);
  });

  it('refuses one that a harness manages, by its name, and one that is not ACTIVE', async () => {
    const harness =
      'arn:aws:bedrock-agentcore:eu-central-1:111122223333:harness/h';
    const memory = await old({ managedByResourceArn: harness });
    expect(await refusal(memory.arn)).toContain(`is managed by ${harness}`);
    Object.assign(memory, {
      managedByResourceArn: undefined,
      status: 'FAILED',
    });
    expect(await refusal(memory.arn)).toMatch(
      /the memory is FAILED, not ACTIVE/,
    );
  });

  it('asks AWS for nothing before it is allowed', async () => {
    const { arn } = await old();
    const before = world.sandbox.calls.count({});
    world.decision = { result: AuthorizeResult.DENY };
    expect(await refusal(arn)).toMatch(/agentcore-memory.memory.migrate/);
    world.decision = { result: AuthorizeResult.ALLOW };
    world.memberships = [];
    expect(await refusal(arn)).toMatch(/you are not a member of the owner/);
    expect(world.sandbox.calls.count({})).toBe(before);
  });

  it('refuses what the configuration does not allow of the old memory', async () => {
    const { arn } = await old({
      memoryExecutionRoleArn: `arn:aws:iam::${place.accountId}:role/admin`,
    });
    expect(await refusal(arn)).toMatch(
      /^executionRoleArn: the role is not one/,
    );
  });
});
