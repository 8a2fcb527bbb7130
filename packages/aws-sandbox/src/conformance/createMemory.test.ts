import {
  CreateMemoryCommand,
  GetMemoryCommand,
  waitUntilMemoryCreated,
  CreateMemoryCommandInput,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { MEMORY_QUOTA } from '../agentcore/createMemory';
import { aliasArn } from '../state/arn';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  REGION,
  useSandbox,
} from './__testUtils__/useSandbox';

const sandbox = useSandbox();

function create(input: Partial<CreateMemoryCommandInput> = {}) {
  return sandbox.agentcore().send(
    new CreateMemoryCommand({
      name: 'fresh',
      eventExpiryDuration: 30,
      ...input,
    }),
  );
}

describe('CreateMemory', () => {
  it('is CREATING, then ACTIVE by the clock', async () => {
    const key = sandbox.state.createKey(PLACE);
    const { memory, $metadata } = await create({
      encryptionKeyArn: key.arn,
      description: 'Fresh',
      tags: { owner: 'group:default/a' },
      memoryStrategies: [
        { semanticMemoryStrategy: { name: 'facts' } },
        { summaryMemoryStrategy: { name: 'summaries' } },
        { userPreferenceMemoryStrategy: { name: 'preferences' } },
        { episodicMemoryStrategy: { name: 'episodes' } },
        {
          customMemoryStrategy: {
            name: 'own',
            configuration: {
              selfManagedConfiguration: {
                invocationConfiguration: {
                  topicArn: 'arn:aws:sns:us-east-1:111111111111:jobs',
                  payloadDeliveryBucketName: 'payloads',
                },
              },
            },
          },
        },
      ],
    });
    expect($metadata.httpStatusCode).toBe(202);
    expect(memory!.id).toMatch(/^fresh-[a-zA-Z0-9]{10}$/);
    expect(memory!.status).toBe('CREATING');
    expect(memory!.strategies!.map(({ type }) => type)).toEqual([
      'SEMANTIC',
      'SUMMARIZATION',
      'USER_PREFERENCE',
      'EPISODIC',
      'CUSTOM',
    ]);
    expect(memory!.strategies![4].configuration!.type).toBe('SELF_MANAGED');

    sandbox.clock.advance(2000);
    const waited = await waitUntilMemoryCreated(
      { client: sandbox.agentcore(), maxWaitTime: 5 },
      { memoryId: memory!.id },
    );
    expect(waited.state).toBe('SUCCESS');
    const read = await sandbox
      .agentcore()
      .send(new GetMemoryCommand({ memoryId: memory!.id }));
    expect(read.memory).toMatchObject({
      status: 'ACTIVE',
      encryptionKeyArn: key.arn,
    });
    expect(sandbox.state.findMemory(memory!.arn!)!.tags).toEqual({
      owner: 'group:default/a',
    });
  });

  it.each<[string, Partial<CreateMemoryCommandInput>]>([
    ['a name with a hyphen', { name: 'a-b' }],
    ['a name of 49 characters', { name: 'a'.repeat(49) }],
    ['two days', { eventExpiryDuration: 2 }],
    ['366 days', { eventExpiryDuration: 366 }],
    ['a bare key id', { encryptionKeyArn: 'beb38a68-5db1' }],
    [
      'an ARN of another service',
      { encryptionKeyArn: 'arn:aws:s3:us-east-1:111111111111:key/x' },
    ],
    ['a tag key of AWS', { tags: { 'aws:owner': 'a' } }],
    ['a tag value with a comma', { tags: { owner: 'a,b' } }],
    [
      '51 tags',
      {
        tags: Object.fromEntries(
          Array.from({ length: 51 }, (_, i) => [`t${i}`, '']),
        ),
      },
    ],
    [
      'seven strategies',
      {
        memoryStrategies: Array.from({ length: 7 }, (_, i) => ({
          semanticMemoryStrategy: { name: `s${i}` },
        })),
      },
    ],
    [
      'two strategies with the same name',
      {
        memoryStrategies: [
          { semanticMemoryStrategy: { name: 's' } },
          { summaryMemoryStrategy: { name: 's' } },
        ],
      },
    ],
    ['an empty description', { description: '' }],
  ])('refuses %s', async (_, input) => {
    expect(await errorOf(create(input))).toMatchObject({
      name: 'ValidationException',
      status: 400,
    });
    expect(sandbox.state.store(PLACE).memories.size).toBe(0);
  });

  it('refuses an existing name with the message that clients match', async () => {
    await create();
    expect(await errorOf(create())).toMatchObject({
      name: 'ValidationException',
      status: 400,
      message: expect.stringContaining('already exists'),
    });
    await sandbox
      .agentcore({ region: 'us-west-2' })
      .send(
        new CreateMemoryCommand({ name: 'fresh', eventExpiryDuration: 30 }),
      );
  });

  it('repeats its result for the same client token and request only', async () => {
    const first = await create({ clientToken: 'token' });
    const again = await create({ clientToken: 'token' });
    expect(again.memory!.id).toBe(first.memory!.id);
    expect(
      await errorOf(create({ clientToken: 'token', eventExpiryDuration: 31 })),
    ).toMatchObject({ name: 'ConflictException', status: 409 });
  });

  it('enforces the quota of the account and region', async () => {
    for (let i = 0; i < MEMORY_QUOTA; i += 1) {
      sandbox.state.createMemory({ ...PLACE, name: `memory_${i}` });
    }
    expect(await errorOf(create())).toMatchObject({
      name: 'ServiceQuotaExceededException',
      status: 402,
    });
  });

  it('accepts an alias ARN and keeps it unchanged', async () => {
    sandbox.state.createKey({ ...PLACE, alias: 'memories' });
    const encryptionKeyArn = aliasArn(PLACE, 'alias/memories');
    const { memory } = await create({ encryptionKeyArn });
    expect(memory!.encryptionKeyArn).toBe(encryptionKeyArn);
  });

  it('refuses keys that cannot encrypt, are in another region, or are not usable by the caller', async () => {
    const { state } = sandbox;
    const other = { accountId: OTHER_ACCOUNT, region: REGION };
    const unusable = [
      state.createKey({ ...PLACE, keyState: 'Disabled' }).arn,
      state.createKey({ ...PLACE, keyState: 'PendingDeletion' }).arn,
      state.createKey({ ...PLACE, keySpec: 'RSA_2048' }).arn,
      state.createKey({
        ...PLACE,
        keySpec: 'HMAC_256',
        keyUsage: 'GENERATE_VERIFY_MAC',
      }).arn,
      state.createKey({ ...PLACE, region: 'us-west-2' }).arn,
      state.createKey(other).arn,
      aliasArn(PLACE, 'alias/none'),
    ];
    for (const encryptionKeyArn of unusable) {
      expect(await errorOf(create({ encryptionKeyArn }))).toMatchObject({
        name: 'ValidationException',
        message: expect.stringContaining(encryptionKeyArn),
      });
    }
    const shared = state.createKey(other);
    state.setKeyPolicy(shared.arn, {
      Statement: {
        Effect: 'Allow',
        Principal: { AWS: PLACE.accountId },
        Action: 'kms:*',
        Resource: '*',
      },
    });
    await create({ encryptionKeyArn: shared.arn });
  });
});
