import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import {
  CreateMemoryCommand,
  DeleteMemoryCommand,
  ListMemoriesCommand,
  TagResourceCommand,
  UntagResourceCommand,
  UpdateMemoryCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  DisableKeyRotationCommand,
  EnableKeyCommand,
  EnableKeyRotationCommand,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import {
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  REGION,
  useSandbox,
} from '../conformance/__testUtils__/useSandbox';
import { postEvents } from './postEvents';
import { ChangeEvent } from './types';

const sandbox = useSandbox();
let events: ChangeEvent[];
beforeEach(() => {
  events = [];
  sandbox.onEvent(event => events.push(event));
});

describe('change events', () => {
  it('report changes of memories, with names redacted', async () => {
    const agentcore = sandbox.agentcore();
    const { memory } = await agentcore.send(
      new CreateMemoryCommand({
        name: 'secret_name',
        description: 'secret text',
        eventExpiryDuration: 30,
        tags: { name: 'shown' },
      }),
    );
    const { id: memoryId, arn } = memory!;
    sandbox.clock.advance(2000);
    await agentcore.send(
      new UpdateMemoryCommand({ memoryId, eventExpiryDuration: 60 }),
    );
    sandbox.clock.advance(2000);
    await agentcore.send(
      new TagResourceCommand({ resourceArn: arn, tags: { owner: 'a' } }),
    );
    await agentcore.send(
      new UntagResourceCommand({ resourceArn: arn, tagKeys: ['owner'] }),
    );
    await agentcore.send(new ListMemoriesCommand({}));
    await agentcore.send(new DeleteMemoryCommand({ memoryId }));
    await errorOf(
      agentcore.send(new DeleteMemoryCommand({ memoryId: 'none-0123456789' })),
    );

    expect(events.map(({ detail }) => detail.eventName)).toEqual([
      'CreateMemory',
      'UpdateMemory',
      'TagResource',
      'UntagResource',
      'DeleteMemory',
    ]);
    expect(events[0]).toMatchObject({
      version: '0',
      'detail-type': 'AWS API Call via CloudTrail',
      source: 'aws.bedrock-agentcore',
      account: PLACE.accountId,
      time: '2026-11-24T09:00:00Z',
      region: REGION,
      resources: [],
      detail: {
        eventSource: 'bedrock-agentcore.amazonaws.com',
        awsRegion: REGION,
        recipientAccountId: PLACE.accountId,
        eventTime: '2026-11-24T09:00:00Z',
        requestParameters: {
          name: '***',
          description: '***',
          eventExpiryDuration: 30,
          tags: { name: 'shown' },
        },
        responseElements: {
          memory: { id: memoryId, arn, name: '***', status: 'CREATING' },
        },
      },
    });
    expect(JSON.stringify(events[0])).not.toContain('secret text');
    for (const { detail } of events) {
      expect(detail.resources).toEqual([
        {
          accountId: PLACE.accountId,
          type: 'AWS::BedrockAgentCore::Memory',
          ARN: arn,
        },
      ]);
    }
    expect(events[4].detail).toMatchObject({
      requestParameters: { memoryId },
      responseElements: { memoryId, status: 'DELETING' },
    });
    expect(new Set(events.map(({ id }) => id)).size).toBe(5);
  });

  it('report changes of keys, with the requested name and the ARN', async () => {
    const { keyId: KeyId, arn } = sandbox.state.createKey(PLACE);
    const kms = sandbox.kms();
    await kms.send(new EnableKeyRotationCommand({ KeyId: arn }));
    await kms.send(new DisableKeyRotationCommand({ KeyId }));
    await kms.send(
      new PutKeyPolicyCommand({
        KeyId,
        Policy: '{"Statement":[]}',
        BypassPolicyLockoutSafetyCheck: true,
      }),
    );
    await kms.send(new DisableKeyCommand({ KeyId }));
    await kms.send(new EnableKeyCommand({ KeyId }));
    await kms.send(
      new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }),
    );
    await kms.send(new CancelKeyDeletionCommand({ KeyId }));
    await kms.send(new DescribeKeyCommand({ KeyId }));
    expect(
      events.map(({ source, detail }) => [
        source,
        detail.eventName,
        detail.requestParameters,
        detail.responseElements,
      ]),
    ).toEqual([
      ['aws.kms', 'EnableKeyRotation', { keyId: arn }, null],
      ['aws.kms', 'DisableKeyRotation', { keyId: KeyId }, null],
      [
        'aws.kms',
        'PutKeyPolicy',
        {
          keyId: KeyId,
          policyName: 'default',
          policy: '{"Statement":[]}',
          bypassPolicyLockoutSafetyCheck: true,
        },
        null,
      ],
      ['aws.kms', 'DisableKey', { keyId: KeyId }, null],
      ['aws.kms', 'EnableKey', { keyId: KeyId }, null],
      [
        'aws.kms',
        'ScheduleKeyDeletion',
        { keyId: KeyId, pendingWindowInDays: 7 },
        {
          keyId: arn,
          keyState: 'PendingDeletion',
          deletionDate: expect.stringMatching(/^Dec 1, 2026, 9:00:00\sAM$/),
          pendingWindowInDays: 7,
        },
      ],
      ['aws.kms', 'CancelKeyDeletion', { keyId: KeyId }, { keyId: arn }],
    ]);
    for (const { detail } of events) {
      expect(detail.resources).toMatchObject([
        { type: 'AWS::KMS::Key', ARN: arn },
      ]);
    }
  });
});

describe('keys that the admin endpoint disables and enables', () => {
  const ask = async (key: string, what: string) => {
    const response = await fetch(
      `${sandbox.url}/_sandbox/keys/${encodeURIComponent(key)}/${what}`,
      { method: 'POST' },
    );
    return { status: response.status, body: await response.json() };
  };

  it('are found by id and alias in all accounts and regions, and reported', async () => {
    const key = sandbox.state.createKey({
      accountId: OTHER_ACCOUNT,
      region: 'eu-central-1',
      alias: 'far-away',
    });
    expect(await ask(key.keyId, 'disable')).toEqual({
      status: 200,
      body: { arn: key.arn, keyState: 'Disabled' },
    });
    expect(await ask('alias/far-away', 'enable')).toEqual({
      status: 200,
      body: { arn: key.arn, keyState: 'Enabled' },
    });
    expect(
      events.map(({ account, region: where, detail }) => [
        account,
        where,
        detail.eventName,
        detail.resources[0].ARN,
      ]),
    ).toEqual([
      [OTHER_ACCOUNT, 'eu-central-1', 'DisableKey', key.arn],
      [OTHER_ACCOUNT, 'eu-central-1', 'EnableKey', key.arn],
    ]);
  });

  it('stay unchanged when they are unknown, ambiguous or pending deletion', async () => {
    const { state } = sandbox;
    const arns = [PLACE.accountId, OTHER_ACCOUNT].map(
      accountId =>
        state.createKey({ accountId, region: REGION, alias: 'twice' }).arn,
    );
    expect((await ask('alias/none', 'disable')).status).toBe(404);
    expect(await ask('alias/twice', 'disable')).toMatchObject({
      status: 400,
      body: { arns },
    });
    const { keyId } = state.createKey({
      ...PLACE,
      keyState: 'PendingDeletion',
    });
    expect((await ask(keyId, 'enable')).status).toBe(400);
    expect(events).toEqual([]);
  });
});

describe('postEvents', () => {
  let receiver: Server;
  const received: unknown[] = [];
  let status = 200;
  beforeAll(async () => {
    receiver = createServer(async (request, response) => {
      let body = '';
      for await (const chunk of request) {
        body += chunk;
      }
      received.push([
        request.method,
        request.headers['content-type'],
        JSON.parse(body).detail.eventName,
      ]);
      response.writeHead(status).end();
    });
    await new Promise<void>(resolve => {
      receiver.listen(0, '127.0.0.1', resolve);
    });
  });
  afterAll(() => {
    receiver.closeAllConnections();
    receiver.close();
  });

  it('delivers events, and reports a failed delivery without a retry', async () => {
    const url = `http://127.0.0.1:${
      (receiver.address() as AddressInfo).port
    }/events`;
    const problems: string[] = [];
    let told: () => void = () => {};
    sandbox.onEvent(
      postEvents(url, problem => {
        problems.push(problem);
        told();
      }),
    );
    const { keyId: KeyId } = sandbox.state.createKey(PLACE);
    await sandbox.kms().send(new DisableKeyCommand({ KeyId }));
    while (received.length === 0) {
      await new Promise(setImmediate);
    }
    expect(received).toEqual([['POST', 'application/json', 'DisableKey']]);

    status = 500;
    const telling = new Promise<void>(resolve => {
      told = resolve;
    });
    await sandbox.kms().send(new EnableKeyCommand({ KeyId }));
    await telling;
    expect(problems).toEqual([
      expect.stringMatching(
        /^Event EnableKey .* was not accepted by .*status 500$/,
      ),
    ]);
  });
});
