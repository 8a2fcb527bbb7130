import {
  ABSENT,
  KeyFacts,
  known,
  MemoryFacts,
} from 'backstage-plugin-agentcore-memory-common';

export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const SCOPE = { providerId: 'main', accountId: ACCOUNT, region: REGION };
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

export const FAILED = { state: 'failed', reason: 'TimeoutError' } as const;

/** What AWS says of a memory that is encrypted with the key above. */
export function memoryFacts(
  name: string,
  change: Partial<MemoryFacts> = {},
): MemoryFacts {
  const memoryId = `${name}-a1B2c3D4e5`;
  return {
    arn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:memory/${memoryId}`,
    memoryId,
    partition: 'aws',
    accountId: ACCOUNT,
    region: REGION,
    status: 'ACTIVE',
    createdAt: '2026-11-01T00:00:00.000Z',
    updatedAt: '2026-11-01T00:00:00.000Z',
    managedBy: ABSENT,
    details: known({
      name,
      encryptionKeyArn: known(KEY_ARN),
      eventExpiryDays: 30,
      strategies: [],
      recordStreams: [],
    }),
    tags: known({ owner: 'a' }),
    ...change,
  };
}

/** What AWS says of a healthy key. */
export function keyFacts(change: Partial<KeyFacts> = {}): KeyFacts {
  return {
    arn: KEY_ARN,
    metadata: known({
      arn: KEY_ARN,
      keyId: KEY_ARN.split('/')[1],
      accountId: ACCOUNT,
      region: REGION,
      manager: 'CUSTOMER',
      state: 'Enabled',
      usage: 'ENCRYPT_DECRYPT',
      spec: 'SYMMETRIC_DEFAULT',
      origin: 'AWS_KMS',
      multiRegion: false,
    }),
    rotation: known({ enabled: true, periodDays: 365 }),
    policy: known('{"Statement":[]}'),
    aliases: known(['alias/a']),
    tags: known({}),
    ...change,
  };
}
