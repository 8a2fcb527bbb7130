import fc from 'fast-check';
import { analyzeAwsEvent, AwsEventAnalysis } from './analyzeAwsEvent';

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const MEMORY = `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:memory/notes-a1B2c3D4e5`;
const KEY_ID = '1234abcd-12ab-34cd-56ef-1234567890ab';
const KEY = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KEY_ID}`;

/** As EventBridge delivers what CloudTrail has seen. */
function trail(
  service: 'bedrock-agentcore' | 'kms',
  eventName: string,
  detail: object,
  type = 'AWS API Call via CloudTrail',
) {
  return {
    version: '0',
    source: `aws.${service}`,
    'detail-type': type,
    account: ACCOUNT,
    region: REGION,
    detail: {
      eventSource: `${service}.amazonaws.com`,
      eventName,
      awsRegion: REGION,
      recipientAccountId: ACCOUNT,
      ...detail,
    },
  };
}

const resources = [{ ARN: KEY, type: 'AWS::KMS::Key' }];
const memory = { kind: 'memory', arn: MEMORY } as const;
const key = { kind: 'key', arn: KEY } as const;

const CASES: [string, unknown, Partial<AwsEventAnalysis>][] = [
  [
    'a created memory, named by the answer',
    trail('bedrock-agentcore', 'CreateMemory', {
      requestParameters: { name: '***' },
      responseElements: { memory: { arn: MEMORY } },
    }),
    memory,
  ],
  [
    'an updated memory, named by its id',
    trail('bedrock-agentcore', 'UpdateMemory', {
      requestParameters: { memoryId: 'notes-a1B2c3D4e5' },
    }),
    memory,
  ],
  [
    'a deleted memory',
    trail('bedrock-agentcore', 'DeleteMemory', {
      responseElements: { memoryId: 'notes-a1B2c3D4e5', status: 'DELETING' },
    }),
    memory,
  ],
  [
    'a tagged memory',
    trail('bedrock-agentcore', 'TagResource', {
      requestParameters: { resourceArn: MEMORY },
    }),
    memory,
  ],
  [
    'a tagged gateway',
    trail('bedrock-agentcore', 'TagResource', {
      requestParameters: {
        resourceArn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:gateway/x`,
      },
    }),
    { kind: 'ignored' },
  ],
  [
    'a call that failed',
    trail('kms', 'DisableKey', { errorCode: 'AccessDenied', resources }),
    { kind: 'ignored' },
  ],
  [
    'a call that only reads',
    trail('kms', 'DescribeKey', { resources }),
    { kind: 'ignored' },
  ],
  ...[
    'DisableKey',
    'EnableKey',
    'ScheduleKeyDeletion',
    'CancelKeyDeletion',
    'PutKeyPolicy',
    'EnableKeyRotation',
    'DisableKeyRotation',
  ].map((name): [string, unknown, Partial<AwsEventAnalysis>] => [
    name,
    trail('kms', name, { requestParameters: { keyId: 'any' }, resources }),
    key,
  ]),
  [
    'a key named by its id alone',
    trail('kms', 'DisableKey', { requestParameters: { keyId: KEY_ID } }),
    key,
  ],
  [
    'a key named by an alias',
    trail('kms', 'DisableKey', { requestParameters: { keyId: 'alias/x' } }),
    { kind: 'ignored' },
  ],
  [
    'a key deleted by KMS itself',
    trail(
      'kms',
      'DeleteKey',
      { requestParameters: null, serviceEventDetails: { keyId: KEY_ID } },
      'AWS Service Event via CloudTrail',
    ),
    key,
  ],
  [
    'imported material that expired',
    {
      source: 'aws.kms',
      'detail-type': 'KMS Imported Key Material Expiration',
      account: ACCOUNT,
      region: REGION,
      resources: [KEY],
      detail: { 'key-id': KEY_ID },
    },
    key,
  ],
  [
    'a native event of which only the detail names the key',
    {
      source: 'aws.kms',
      'detail-type': 'KMS CMK Deletion',
      account: ACCOUNT,
      region: REGION,
      detail: { 'key-id': KEY_ID },
    },
    key,
  ],
  [
    'another service',
    trail('kms', 'x', { eventSource: 's3.amazonaws.com' }),
    { kind: 'unsupported' },
  ],
  [
    'no account',
    { ...trail('kms', 'x', {}), account: 'x', detail: {} },
    { kind: 'unsupported' },
  ],
  ['nothing', undefined, { kind: 'unsupported' }],
];

describe('analyzeAwsEvent', () => {
  it.each(CASES)('understands %s', (_, payload, expected) => {
    expect(analyzeAwsEvent(payload)).toMatchObject(expected);
  });

  it('names keys and memories of the partition that the region is in', () => {
    const event = trail('kms', 'DisableKey', {
      awsRegion: 'us-gov-west-1',
      requestParameters: { keyId: KEY_ID },
    });
    expect(analyzeAwsEvent(event)).toEqual({
      kind: 'key',
      arn: `arn:aws-us-gov:kms:us-gov-west-1:${ACCOUNT}:key/${KEY_ID}`,
    });
  });

  it('never throws, and never names what is no memory or key', () => {
    fc.assert(
      fc.property(fc.anything(), fc.anything(), (whole, detail) => {
        expect(['unsupported', 'ignored', 'memory', 'key']).toContain(
          analyzeAwsEvent(whole).kind,
        );
        analyzeAwsEvent({ ...trail('kms', 'DisableKey', {}), detail });
        analyzeAwsEvent(
          trail('kms', 'DisableKey', {
            requestParameters: detail,
            resources: whole,
          }),
        );
      }),
    );
  });
});
