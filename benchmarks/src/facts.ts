import {
  ABSENT,
  KeyFacts,
  known,
  MemoryFacts,
} from 'backstage-plugin-agentcore-memory-common';

/** The region of all of them. */
export const REGION = 'eu-central-1';
const STATES = ['Enabled', 'Enabled', 'Enabled', 'Disabled', 'PendingDeletion'];

/** The account of a key, and of the memories that use it: one of a thousand, as the sandbox numbers them. */
export function accountOf(keyIndex: number): string {
  return String(100_000_000_000 + (keyIndex % 1_000));
}

/** A key policy as CDK writes it, with the statements of a few services. */
function policyOf(accountId: string): string {
  const root = { AWS: `arn:aws:iam::${accountId}:root` };
  const services = ['s3', 'sns', 'logs', 'bedrock-agentcore'].map(service => ({
    Sid: `Allow-${service}`,
    Effect: 'Allow',
    Principal: { AWS: '*' },
    Action: [
      'kms:CreateGrant',
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:GenerateDataKey*',
      'kms:ReEncrypt*',
    ],
    Resource: '*',
    Condition: {
      StringEquals: {
        'kms:CallerAccount': accountId,
        'kms:ViaService': `${service}.${REGION}.amazonaws.com`,
      },
    },
  }));
  return JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Principal: root, Action: 'kms:*', Resource: '*' },
      ...services,
      {
        Effect: 'Deny',
        Principal: '*',
        Action: 'kms:ScheduleKeyDeletion',
        Resource: '*',
        Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'false' } },
      },
    ],
  });
}

/** A key that a team made: not all are enabled, nor rotated. */
export function keyOf(index: number): KeyFacts {
  const accountId = accountOf(index);
  const keyId = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
  const arn = `arn:aws:kms:${REGION}:${accountId}:key/${keyId}`;
  return {
    arn,
    metadata: known({
      arn,
      keyId,
      accountId,
      region: REGION,
      manager: 'CUSTOMER',
      state: STATES[index % STATES.length],
      usage: 'ENCRYPT_DECRYPT',
      spec: 'SYMMETRIC_DEFAULT',
      origin: 'AWS_KMS',
      multiRegion: false,
    }),
    rotation: known({ enabled: index % 3 > 0, periodDays: 365 }),
    policy: known(policyOf(accountId)),
    aliases: known([`alias/agents-${index}`]),
    tags: known({}),
  };
}

/** A memory that is encrypted with this key, in the account of the key. */
export function memoryOf(
  index: number,
  key: KeyFacts,
  accountId: string,
  tags: Record<string, string> = {},
): MemoryFacts {
  const memoryId = `notes_${index}-a1B2c3D4e5`;
  return {
    arn: `arn:aws:bedrock-agentcore:${REGION}:${accountId}:memory/${memoryId}`,
    memoryId,
    partition: 'aws',
    accountId,
    region: REGION,
    status: 'ACTIVE',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    managedBy: ABSENT,
    details: known({
      name: `notes_${index}`,
      encryptionKeyArn: known(key.arn),
      eventExpiryDays: 90,
      strategies: [{ name: 'facts', type: 'SEMANTIC' }],
      recordStreams: [],
    }),
    tags: known(tags),
  };
}
