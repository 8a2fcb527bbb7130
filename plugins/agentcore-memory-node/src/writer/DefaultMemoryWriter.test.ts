import { ConfigReader } from '@backstage/config';
import { createManualClock, Sandbox, startSandbox } from 'aws-sandbox';
import { covering } from '../__testUtils__/covering';
import { createWriter } from '../services';
import { MemoryWriter, NewMemory, NewStrategy } from './MemoryWriter';
import { toStrategyInput } from './toStrategyInput';

const place = { accountId: '111122223333', region: 'eu-central-1' };

const step = { modelId: 'a-model', appendToPrompt: 'Be brief' };
/** Six, which is as many as AWS takes. */
const STRATEGIES: NewStrategy[] = [
  {
    type: 'SEMANTIC',
    name: 'facts',
    description: 'Facts',
    namespaceTemplate: '/facts/{actorId}',
  },
  { type: 'SUMMARIZATION', name: 'summaries' },
  {
    type: 'EPISODIC',
    name: 'episodes',
    namespaceTemplate: '/episodes/{actorId}/{sessionId}',
    reflectionNamespaceTemplate: '/episodes/{actorId}',
  },
  {
    type: 'CUSTOM',
    name: 'own_episodes',
    override: 'EPISODIC_OVERRIDE',
    extraction: step,
    consolidation: step,
    reflection: step,
    reflectionNamespaceTemplate: '/own',
  },
  {
    type: 'CUSTOM',
    name: 'own_summaries',
    override: 'SUMMARY_OVERRIDE',
    consolidation: step,
  },
  {
    type: 'CUSTOM',
    name: 'own_pipeline',
    override: 'SELF_MANAGED',
    selfManaged: {
      topicArn: 'arn:aws:sns:eu-central-1:111122223333:events',
      bucketName: 'payloads',
      messageCount: 10,
      tokenCount: 1000,
      idleSessionTimeoutSeconds: 60,
      historicalContextWindowSize: 8,
    },
  },
];

describe('DefaultMemoryWriter', () => {
  const clock = createManualClock();
  let sandbox: Sandbox;
  let writer: MemoryWriter;

  beforeEach(async () => {
    sandbox = await startSandbox({ clock });
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    const { accountId } = place;
    writer = createWriter(
      new ConfigReader({
        ...covering(accountId),
        aws: {
          accounts: [{ accountId, ...sandbox.credentialsFor(accountId) }],
        },
      }),
    );
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  it('creates a memory with its key, retention, strategies and tags, once for one token', async () => {
    const key = sandbox.state.createKey(place);
    const memory: NewMemory = {
      name: 'notes',
      description: 'What we know',
      encryptionKeyArn: key.arn,
      eventExpiryDays: 30,
      strategies: STRATEGIES,
      indexedKeys: [{ key: 'topic', type: 'STRING' }],
      namespaceKeys: [
        { key: 'tenant', allowedValues: ['a', 'b'] },
        { key: 'team' },
      ],
      tags: { owner: 'group:default/a' },
      clientToken: 'x'.repeat(64),
    };
    const created = await writer.create(place, memory);
    expect(await writer.create(place, memory)).toEqual(created);
    expect(await writer.read(place, created.memoryId)).toMatchObject({
      status: 'CREATING',
    });
    clock.advance(10_000);
    expect(await writer.read(place, created.memoryId)).toMatchObject({
      status: 'ACTIVE',
    });

    const stored = sandbox.state.findMemory(created.arn)!;
    expect(stored).toMatchObject({
      name: 'notes',
      encryptionKeyArn: key.arn,
      eventExpiryDuration: 30,
      tags: { owner: 'group:default/a' },
    });
    expect(stored.strategies.map(({ type }) => type)).toEqual(
      STRATEGIES.map(({ type }) => type),
    );
    expect(stored.namespaceKeys).toEqual([
      { key: 'tenant', validation: { allowedValues: ['a', 'b'] } },
      { key: 'team' },
    ]);
    expect(sandbox.state.store(place).memories.size).toBe(1);
  });

  it('reads a memory back as it was asked for, without its prompts', async () => {
    const { memoryId } = await writer.create(place, {
      name: 'notes',
      encryptionKeyArn: sandbox.state.createKey(place).arn,
      eventExpiryDays: 30,
      strategies: STRATEGIES,
      indexedKeys: [{ key: 'topic', type: 'STRING' }],
      namespaceKeys: [{ key: 'tenant', regexPattern: '[a-z]+' }],
      tags: {},
      clientToken: 'y'.repeat(64),
    });
    const state = await writer.read(place, memoryId);
    expect(state.indexedKeys).toEqual([{ key: 'topic', type: 'STRING' }]);
    expect(state.namespaceKeys).toEqual([
      { key: 'tenant', regexPattern: '[a-z]+' },
    ]);
    expect(state.strategies).toMatchObject([
      STRATEGIES[0],
      STRATEGIES[1],
      STRATEGIES[2],
      {
        type: 'CUSTOM',
        override: 'EPISODIC_OVERRIDE',
        reflectionNamespaceTemplate: '/own',
      },
      { type: 'CUSTOM', override: 'SUMMARY_OVERRIDE' },
      STRATEGIES[5],
    ]);
    expect(JSON.stringify(state)).not.toContain('Be brief');
  });

  it('reads all that is needed to make another memory like one', async () => {
    const memory: NewMemory = {
      name: 'notes',
      encryptionKeyArn: sandbox.state.createKey(place).arn,
      eventExpiryDays: 30,
      strategies: [
        ...STRATEGIES.slice(0, 5),
        {
          ...STRATEGIES[5],
          recordSchema: { metadataSchema: [{ key: 'topic', type: 'STRING' }] },
        },
      ],
      indexedKeys: [{ key: 'topic', type: 'STRING' }],
      namespaceKeys: [{ key: 'tenant', regexPattern: '[a-z]+' }],
      tags: {},
      clientToken: 'a'.repeat(64),
    };
    const first = await writer.create(place, memory);
    const { name, state, strategies } = await writer.readToRepeat(
      place,
      first.memoryId,
    );
    expect(name).toBe('notes');
    const second = await writer.create(place, {
      ...memory,
      name: 'notes_2',
      strategies,
      eventExpiryDays: state.eventExpiryDays!,
      clientToken: 'b'.repeat(64),
    });
    const [one, other] = [first, second].map(({ arn }) =>
      sandbox.state
        .findMemory(arn)!
        .strategies.map(({ strategyId: _, ...strategy }) => strategy),
    );
    expect(other).toEqual(one);
    expect(JSON.stringify(other)).toContain('Be brief');
  });

  it('tags and deletes a memory', async () => {
    const { arn, id } = sandbox.state.createMemory({
      ...place,
      name: 'old',
      tags: { a: '1' },
    });
    await writer.tag(place, arn, { b: '2' });
    expect(sandbox.state.findMemory(arn)!.tags).toEqual({ a: '1', b: '2' });
    await writer.delete(place, id, 'c'.repeat(64));
    expect(sandbox.state.findMemory(arn)?.status ?? 'gone').toMatch(
      /DELETING|gone/,
    );
  });

  it.each([
    ['SEMANTIC_OVERRIDE', { semanticOverride: { extraction: step } }],
    [
      'USER_PREFERENCE_OVERRIDE',
      { userPreferenceOverride: { extraction: step } },
    ],
  ] as const)('gives AWS a %s as its API has it', (override, configuration) => {
    expect(
      toStrategyInput({
        type: 'CUSTOM',
        name: 'own',
        override,
        extraction: step,
      }),
    ).toEqual({ customMemoryStrategy: { name: 'own', configuration } });
  });

  it('refuses a CUSTOM strategy that does not say what it customises', () => {
    expect(() => toStrategyInput({ type: 'CUSTOM', name: 'own' })).toThrow(
      TypeError,
    );
  });

  it('rejects with the error of AWS', async () => {
    await expect(
      writer.create(place, {
        name: 'no-hyphens',
        encryptionKeyArn: sandbox.state.createKey(place).arn,
        eventExpiryDays: 30,
        strategies: [],
        indexedKeys: [],
        namespaceKeys: [],
        tags: {},
        clientToken: 'x'.repeat(64),
      }),
    ).rejects.toMatchObject({ name: 'ValidationException' });
    await expect(writer.read(place, 'none-a1B2c3D4e5')).rejects.toMatchObject({
      name: 'ResourceNotFoundException',
    });
  });
});
