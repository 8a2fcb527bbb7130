import {
  LookupAttributeKey,
  LookupEventsCommand,
  LookupEventsCommandInput,
  paginateLookupEvents,
} from '@aws-sdk/client-cloudtrail';
import {
  CancelKeyDeletionCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  GetKeyLastUsageCommand,
  KMSClient,
  PutKeyPolicyCommand,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { roleIdentity, userIdentity } from '../cloudtrail/userIdentityOf';
import {
  ACCOUNT,
  errorOf,
  OTHER_ACCOUNT,
  PLACE,
  REGION,
  useSandbox,
} from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const DAY_MS = 86_400_000;
const AGENT = roleIdentity(
  `arn:aws:sts::${ACCOUNT}:assumed-role/PaymentsAgent/checkout`,
  'AROAEXAMPLE:checkout',
);
const SERVICE = {
  type: 'AWSService',
  invokedBy: 'bedrock-agentcore.amazonaws.com',
};

const lookUp = (
  input: LookupEventsCommandInput,
  where?: Parameters<typeof sandbox.cloudtrail>[0],
) => sandbox.cloudtrail(where).send(new LookupEventsCommand(input));
const by = (
  AttributeKey: LookupAttributeKey,
  AttributeValue: string,
): LookupEventsCommandInput => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});

describe('the event history', () => {
  it('has the uses of a key, the newest first, with their records', async () => {
    const { arn } = sandbox.state.createKey(PLACE);
    const other = sandbox.state.createKey(PLACE);
    const now = sandbox.clock.now();
    sandbox.state.recordKeyUse(arn, {
      operation: 'GenerateDataKey',
      by: { ...AGENT, invokedBy: SERVICE.invokedBy },
      at: now - 2 * DAY_MS,
    });
    sandbox.state.recordKeyUse(other.arn, { operation: 'Decrypt', by: AGENT });
    sandbox.state.recordKeyUse(arn, {
      operation: 'Decrypt',
      by: SERVICE,
      at: now - DAY_MS,
      errorCode: 'DisabledException',
    });
    const { Events, NextToken } = await lookUp(by('ResourceName', arn));
    expect(NextToken).toBeUndefined();
    expect(Events).toMatchObject([
      {
        EventName: 'Decrypt',
        EventTime: new Date(now - DAY_MS),
        EventSource: 'kms.amazonaws.com',
        ReadOnly: 'true',
        Resources: [{ ResourceType: 'AWS::KMS::Key', ResourceName: arn }],
      },
      { EventName: 'GenerateDataKey', Username: 'checkout' },
    ]);
    const [latest, first] = Events!.map(({ CloudTrailEvent }) =>
      JSON.parse(CloudTrailEvent!),
    );
    expect(latest).toEqual({
      eventVersion: '1.11',
      eventType: 'AwsApiCall',
      eventCategory: 'Management',
      managementEvent: true,
      eventSource: 'kms.amazonaws.com',
      eventName: 'Decrypt',
      eventTime: '2026-11-23T09:00:00Z',
      eventID: Events![0].EventId,
      requestID: expect.any(String),
      awsRegion: REGION,
      recipientAccountId: ACCOUNT,
      userIdentity: SERVICE,
      sourceIPAddress: SERVICE.invokedBy,
      userAgent: SERVICE.invokedBy,
      readOnly: true,
      errorCode: 'DisabledException',
      requestParameters: { keyId: arn },
      responseElements: null,
      resources: [{ accountId: ACCOUNT, type: 'AWS::KMS::Key', ARN: arn }],
    });
    expect(first.userIdentity).toMatchObject({
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:checkout',
      invokedBy: SERVICE.invokedBy,
      sessionContext: {
        sessionIssuer: { arn: `arn:aws:iam::${ACCOUNT}:role/PaymentsAgent` },
      },
    });
  });

  it('is of one account and region, and of 90 days', async () => {
    const { arn } = sandbox.state.createKey(PLACE);
    const now = sandbox.clock.now();
    for (const at of [now, now - 90 * DAY_MS, now - 90 * DAY_MS - 1_000]) {
      sandbox.state.recordKeyUse(arn, { operation: 'Decrypt', by: AGENT, at });
    }
    const count = async (
      more: LookupEventsCommandInput,
      where?: Parameters<typeof sandbox.cloudtrail>[0],
    ) =>
      (await lookUp({ ...by('ResourceName', arn), ...more }, where)).Events!
        .length;
    expect(await count({})).toBe(2);
    expect(await count({ StartTime: new Date(now - DAY_MS) })).toBe(1);
    expect(await count({ EndTime: new Date(now - DAY_MS) })).toBe(1);
    expect(await count({ EventCategory: 'insight' })).toBe(0);
    expect(await count({}, { region: 'us-west-2' })).toBe(0);
    expect(await count({}, { accountId: OTHER_ACCOUNT })).toBe(0);
  });

  it('is looked up by each attribute', async () => {
    const { arn } = sandbox.state.createKey(PLACE);
    const { eventID } = sandbox.state.recordKeyUse(arn, {
      operation: 'DisableKey',
      by: {
        ...userIdentity(`arn:aws:iam::${ACCOUNT}:user/jane`, 'AIDAEXAMPLE'),
        accessKeyId: 'AKIAEXAMPLE',
      },
    });
    sandbox.state.recordKeyUse(arn, { operation: 'Decrypt', by: AGENT });
    for (const [key, value] of [
      ['AccessKeyId', 'AKIAEXAMPLE'],
      ['EventId', eventID],
      ['EventName', 'DisableKey'],
      ['ReadOnly', 'false'],
      ['Username', 'jane'],
    ] as const) {
      expect((await lookUp(by(key, value))).Events).toMatchObject([
        { EventId: eventID, Username: 'jane', AccessKeyId: 'AKIAEXAMPLE' },
      ]);
    }
    for (const [key, value] of [
      ['EventSource', 'kms.amazonaws.com'],
      ['ResourceType', 'AWS::KMS::Key'],
    ] as const) {
      expect((await lookUp(by(key, value))).Events).toHaveLength(2);
    }
    expect((await lookUp({})).Events).toHaveLength(2);
  });

  it('comes in pages of 50 at most, also while it grows', async () => {
    const { arn } = sandbox.state.createKey(PLACE);
    const use = () =>
      sandbox.state.recordKeyUse(arn, { operation: 'Decrypt', by: AGENT });
    const made = Array.from({ length: 103 }, () => use().eventID);
    const sizes: number[] = [];
    const seen: string[] = [];
    for await (const { Events } of paginateLookupEvents(
      { client: sandbox.cloudtrail() },
      by('ResourceName', arn),
    )) {
      sizes.push(Events!.length);
      seen.push(...Events!.map(({ EventId }) => EventId!));
      use();
    }
    expect(sizes).toEqual([50, 50, 3]);
    expect(seen).toEqual(made.reverse());
    const { Events, NextToken } = await lookUp({ MaxResults: 1 });
    expect(Events).toHaveLength(1);
    expect(NextToken).toBeDefined();
    expect(
      sandbox.calls.list({ operation: 'LookupEvents', page: 3 }),
    ).toHaveLength(1);
  });

  it.each<[string, LookupEventsCommandInput]>([
    ['InvalidMaxResultsException', { MaxResults: 0 }],
    ['InvalidMaxResultsException', { MaxResults: 51 }],
    ['InvalidNextTokenException', { NextToken: 'nonsense' }],
    ['InvalidEventCategoryException', { EventCategory: 'none' as 'insight' }],
    [
      'InvalidTimeRangeException',
      { StartTime: new Date('2026-11-02'), EndTime: new Date('2026-11-01') },
    ],
    ['InvalidTimeRangeException', { StartTime: new Date('2026-01-01') }],
    [
      'InvalidLookupAttributesException',
      by('Color' as LookupAttributeKey, 'red'),
    ],
    ['InvalidLookupAttributesException', by('EventName', '')],
    [
      'InvalidLookupAttributesException',
      {
        LookupAttributes: [
          { AttributeKey: 'EventName', AttributeValue: 'Decrypt' },
          { AttributeKey: 'ReadOnly', AttributeValue: 'true' },
        ],
      },
    ],
  ])('answers %s for %j', async (name, input) => {
    expect(await errorOf(lookUp(input))).toMatchObject({ name, status: 400 });
  });

  it('knows a token with the same parameters only', async () => {
    const { arn } = sandbox.state.createKey(PLACE);
    for (const operation of ['Decrypt', 'Encrypt']) {
      sandbox.state.recordKeyUse(arn, { operation, by: AGENT });
    }
    const first = { ...by('ResourceName', arn), MaxResults: 1 };
    const { NextToken } = await lookUp(first);
    expect((await lookUp({ ...first, NextToken })).Events).toMatchObject([
      { EventName: 'Decrypt' },
    ]);
    expect(
      await errorOf(lookUp({ ...by('ReadOnly', 'true'), NextToken })),
    ).toMatchObject({ name: 'InvalidNextTokenException' });
  });

  it('is denied and throttled as CloudTrail does it', async () => {
    const { arn } = sandbox.state.createKey(PLACE);
    for (const [kind, error] of [
      ['deny', { name: 'AccessDeniedException', status: 400 }],
      ['throttle', { name: 'ThrottlingException', status: 400 }],
      ['serverError', { status: 500 }],
    ] as const) {
      sandbox.faults.add({
        kind,
        service: 'cloudtrail',
        resource: arn,
        times: 1,
      });
      expect(await errorOf(lookUp(by('ResourceName', arn)))).toMatchObject(
        error,
      );
    }
    await lookUp(by('ResourceName', arn));
  });
});

describe('changes of keys through the API', () => {
  it('are recorded with who made them', async () => {
    const { arn: KeyId } = sandbox.state.createKey(PLACE);
    sandbox.state.addAccount({ id: ACCOUNT, roles: ['Engineer'] });
    const { Credentials } = await sandbox.sts().send(
      new AssumeRoleCommand({
        RoleArn: `arn:aws:iam::${ACCOUNT}:role/Engineer`,
        RoleSessionName: 'jane',
      }),
    );
    const engineer = new KMSClient({
      endpoint: sandbox.url,
      region: REGION,
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken,
      },
    });
    await engineer.send(new DisableKeyCommand({ KeyId }));
    engineer.destroy();
    const kms = sandbox.kms();
    await kms.send(new EnableKeyCommand({ KeyId }));
    await kms.send(
      new PutKeyPolicyCommand({
        KeyId,
        Policy: '{"Statement":[]}',
        BypassPolicyLockoutSafetyCheck: true,
      }),
    );
    await kms.send(new ScheduleKeyDeletionCommand({ KeyId }));
    await kms.send(new CancelKeyDeletionCommand({ KeyId }));
    await kms.send(new DescribeKeyCommand({ KeyId }));
    await fetch(`${sandbox.url}/_sandbox/keys/${KeyId.split('/')[1]}/enable`, {
      method: 'POST',
    });
    const { Events } = await lookUp(by('ResourceName', KeyId));
    expect(
      Events!.map(({ EventName, Username }) => [EventName, Username]),
    ).toEqual([
      ['EnableKey', 'root'],
      ['CancelKeyDeletion', 'sandbox'],
      ['ScheduleKeyDeletion', 'sandbox'],
      ['PutKeyPolicy', 'sandbox'],
      ['EnableKey', 'sandbox'],
      ['DisableKey', 'jane'],
    ]);
    expect(JSON.parse(Events![5].CloudTrailEvent!)).toMatchObject({
      userIdentity: {
        type: 'AssumedRole',
        arn: `arn:aws:sts::${ACCOUNT}:assumed-role/Engineer/jane`,
      },
      requestParameters: { keyId: KeyId },
      readOnly: false,
    });
  });
});

describe('the last usage of a key', () => {
  const lastUsage = (KeyId: string, accountId?: string) =>
    sandbox.kms({ accountId }).send(new GetKeyLastUsageCommand({ KeyId }));

  it('is its last successful cryptographic operation', async () => {
    const { arn, keyId } = sandbox.state.createKey(PLACE);
    const now = sandbox.clock.now();
    expect(await lastUsage(arn)).toMatchObject({
      KeyId: keyId,
      KeyLastUsage: {},
      TrackingStartDate: new Date(now),
      KeyCreationDate: new Date(now),
    });
    const use = (operation: string, ago: number, errorCode?: string) =>
      sandbox.state.recordKeyUse(arn, {
        operation,
        by: AGENT,
        at: now - ago,
        errorCode,
      });
    const { eventID, requestID } = use('Decrypt', 2_000);
    use('Encrypt', 3_000);
    use('GenerateDataKey', 1_000, 'AccessDenied');
    use('DescribeKey', 0);
    expect((await lastUsage(keyId)).KeyLastUsage).toEqual({
      Operation: 'Decrypt',
      Timestamp: new Date(now - 2_000),
      CloudTrailEventId: eventID,
      KmsRequestId: requestID,
    });
  });

  it('is tracked since a day only', async () => {
    const createdAt = Date.UTC(2025, 0, 1);
    const { arn } = sandbox.state.createKey({ ...PLACE, createdAt });
    sandbox.state.recordKeyUse(arn, {
      operation: 'Decrypt',
      by: AGENT,
      at: createdAt + DAY_MS,
    });
    expect(await lastUsage(arn)).toMatchObject({
      KeyLastUsage: {},
      TrackingStartDate: new Date('2026-03-11'),
      KeyCreationDate: new Date(createdAt),
    });
  });

  it('is not told of unknown keys, by alias, or to other accounts', async () => {
    const { arn, keyId } = sandbox.state.createKey({
      ...PLACE,
      alias: 'notes',
      policy: JSON.stringify({
        Statement: [{ Effect: 'Allow', Principal: '*', Action: 'kms:*' }],
      }),
    });
    expect(
      await errorOf(lastUsage(arn.replace(keyId.slice(-4), '0000'))),
    ).toMatchObject({ name: 'NotFoundException', status: 400 });
    expect(await errorOf(lastUsage('alias/notes'))).toMatchObject({
      name: 'InvalidArnException',
    });
    expect(await errorOf(lastUsage(arn, OTHER_ACCOUNT))).toMatchObject({
      name: 'AccessDeniedException',
    });
  });
});
