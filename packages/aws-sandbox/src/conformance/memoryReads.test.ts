import {
  GetMemoryCommand,
  ListMemoriesCommand,
  paginateListMemories,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  REGION,
  useSandbox,
} from './__testUtils__/useSandbox';

const sandbox = useSandbox();

describe('ListMemories', () => {
  it('pages through the memories of one account and region, ten per page by default', async () => {
    for (let i = 0; i < 23; i += 1) {
      sandbox.state.createMemory({ ...PLACE, name: `memory_${i}` });
    }
    sandbox.state.createMemory({
      accountId: OTHER_ACCOUNT,
      region: REGION,
      name: 'not_ours',
    });
    const client = sandbox.agentcore();
    const first = await client.send(new ListMemoriesCommand({}));
    expect(first.memories).toHaveLength(10);
    expect(Object.keys(first.memories![0]).sort()).toEqual([
      'arn',
      'createdAt',
      'id',
      'status',
      'updatedAt',
    ]);
    expect(first.memories![0].createdAt).toEqual(new Date(sandbox.clock.now()));

    const ids = [];
    for await (const page of paginateListMemories(
      { client, pageSize: 9 },
      {},
    )) {
      ids.push(...page.memories!.map(({ id }) => id!.split('-')[0]));
    }
    expect(ids).toEqual(Array.from({ length: 23 }, (_, i) => `memory_${i}`));
    expect(sandbox.calls.list().map(({ page }) => page)).toEqual([1, 1, 2, 3]);
  });

  it('neither skips nor repeats a memory when another is deleted between pages', async () => {
    const made = [0, 1, 2, 3].map(i =>
      sandbox.state.createMemory({ ...PLACE, name: `memory_${i}` }),
    );
    const client = sandbox.agentcore();
    const first = await client.send(new ListMemoriesCommand({ maxResults: 2 }));
    sandbox.state.deleteMemory(made[1].arn);
    const second = await client.send(
      new ListMemoriesCommand({ maxResults: 2, nextToken: first.nextToken }),
    );
    expect(second.memories!.map(({ id }) => id)).toEqual([
      made[2].id,
      made[3].id,
    ]);
    expect(second.nextToken).toBeUndefined();
  });

  it('refuses page sizes out of range and tokens of other listings', async () => {
    for (let i = 0; i < 3; i += 1) {
      sandbox.state.createMemory({ ...PLACE, name: `memory_${i}` });
    }
    const client = sandbox.agentcore();
    for (const maxResults of [0, 101]) {
      expect(
        await errorOf(client.send(new ListMemoriesCommand({ maxResults }))),
      ).toMatchObject({ name: 'ValidationException', status: 400 });
    }
    const { nextToken } = await client.send(
      new ListMemoriesCommand({ maxResults: 1 }),
    );
    for (const input of [
      { client, nextToken: 'nonsense' },
      { client: sandbox.agentcore({ region: 'us-west-2' }), nextToken },
    ]) {
      expect(
        await errorOf(
          input.client.send(
            new ListMemoriesCommand({ nextToken: input.nextToken }),
          ),
        ),
      ).toMatchObject({ name: 'ValidationException', status: 400 });
    }
  });
});

describe('GetMemory', () => {
  it('returns the created memory, without tags', async () => {
    const { id, arn } = sandbox.state.createMemory({
      ...PLACE,
      name: 'known',
      description: 'Known',
      eventExpiryDuration: 30,
      tags: { owner: 'group:default/a' },
    });
    const { memory, $metadata } = await sandbox
      .agentcore()
      .send(new GetMemoryCommand({ memoryId: id }));
    expect(memory).toEqual({
      id,
      arn,
      name: 'known',
      description: 'Known',
      eventExpiryDuration: 30,
      status: 'ACTIVE',
      strategies: [],
      createdAt: new Date(sandbox.clock.now()),
      updatedAt: new Date(sandbox.clock.now()),
    });
    expect($metadata.requestId).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('refuses malformed and unknown ids, also of other accounts and regions', async () => {
    const { id } = sandbox.state.createMemory({ ...PLACE, name: 'ours' });
    expect(
      await errorOf(
        sandbox.agentcore().send(new GetMemoryCommand({ memoryId: 'short' })),
      ),
    ).toMatchObject({ name: 'ValidationException', status: 400 });
    for (const where of [
      { accountId: OTHER_ACCOUNT },
      { region: 'eu-central-1' },
    ]) {
      expect(
        await errorOf(
          sandbox.agentcore(where).send(new GetMemoryCommand({ memoryId: id })),
        ),
      ).toMatchObject({ name: 'ResourceNotFoundException', status: 404 });
    }
  });

  it('shows self-managed strategies and streams completely, with every view', async () => {
    const { state } = sandbox;
    const configuration = {
      type: 'SELF_MANAGED' as const,
      selfManagedConfiguration: {
        triggerConditions: [
          { messageBasedTrigger: { messageCount: 6 } },
          { tokenBasedTrigger: { tokenCount: 1000 } },
          { timeBasedTrigger: { idleSessionTimeout: 60 } },
        ],
        invocationConfiguration: {
          topicArn: `arn:aws:sns:${REGION}:${PLACE.accountId}:jobs`,
          payloadDeliveryBucketName: 'payloads',
        },
        historicalContextWindowSize: 4,
      },
    };
    const streamDeliveryResources = {
      resources: [
        {
          kinesis: {
            dataStreamArn: `arn:aws:kinesis:${REGION}:${PLACE.accountId}:stream/records`,
            contentConfigurations: [
              { type: 'MEMORY_RECORDS', level: 'FULL_CONTENT' },
            ],
          },
        },
      ],
    };
    const { id } = state.createMemory({
      ...PLACE,
      name: 'streaming',
      encryptionKeyArn: state.createKey(PLACE).arn,
      streamDeliveryResources,
      strategies: [
        {
          strategyId: 'own-0123456789',
          name: 'own',
          type: 'CUSTOM',
          namespaceTemplates: ['/own'],
          status: 'ACTIVE',
          createdAt: 0,
          updatedAt: 0,
          configuration,
        },
      ],
    });
    for (const view of ['full', 'without_decryption'] as const) {
      const { memory } = await sandbox
        .agentcore()
        .send(new GetMemoryCommand({ memoryId: id, view }));
      expect(memory!.strategies![0].configuration).toEqual(configuration);
      expect(memory!.streamDeliveryResources).toEqual(streamDeliveryResources);
    }
  });

  it('needs the key for the full view only, and hides prompts in the other', async () => {
    const { state } = sandbox;
    const key = state.createKey(PLACE);
    const { id } = state.createMemory({
      ...PLACE,
      name: 'encrypted',
      encryptionKeyArn: key.arn,
      strategies: [
        {
          strategyId: 'own-0123456789',
          name: 'own',
          type: 'CUSTOM',
          namespaceTemplates: ['/own'],
          status: 'ACTIVE',
          createdAt: 0,
          updatedAt: 0,
          configuration: {
            type: 'SEMANTIC_OVERRIDE',
            extraction: {
              customExtractionConfiguration: {
                semanticExtractionOverride: {
                  appendToPrompt: 'secret',
                  modelId: 'model',
                },
              },
            },
          },
        },
      ],
    });
    const read = (view?: 'full' | 'without_decryption') =>
      sandbox.agentcore().send(new GetMemoryCommand({ memoryId: id, view }));
    expect(JSON.stringify(await read())).toContain('secret');

    state.setKeyState(key.arn, 'Disabled');
    expect(await errorOf(read())).toMatchObject({
      name: 'AccessDeniedException',
      status: 403,
    });
    const { memory } = await read('without_decryption');
    expect(memory!.strategies![0].configuration).toEqual({
      type: 'SEMANTIC_OVERRIDE',
      extraction: {
        customExtractionConfiguration: {
          semanticExtractionOverride: { modelId: 'model' },
        },
      },
    });
    expect(memory!.encryptionKeyArn).toBe(key.arn);
  });
});
