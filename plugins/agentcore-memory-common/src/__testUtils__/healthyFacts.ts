import { KeyFacts, KeyMetadata, known, MemoryFacts } from '../facts';
import { policyText } from './policies';

/** Where and whose the memory and the key of the cases are, unless a case says otherwise. */
export const ACCOUNT = '111122223333';
export const REGION = 'eu-central-1';
export const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/1234abcd-12ab-34cd-56ef-1234567890ab`;

/** The day on which cases are judged, unless they say otherwise. */
export const TODAY = '2026-11-24';

/** A memory with nothing to complain about. */
export const HEALTHY_MEMORY: MemoryFacts = {
  arn: `arn:aws:bedrock-agentcore:${REGION}:${ACCOUNT}:memory/notes-a1B2c3D4e5`,
  memoryId: 'notes-a1B2c3D4e5',
  partition: 'aws',
  accountId: ACCOUNT,
  region: REGION,
  status: 'ACTIVE',
  createdAt: '2026-01-01T00:00:00.000Z',
  updatedAt: '2026-01-01T00:00:00.000Z',
  managedBy: { state: 'absent' },
  details: known({
    name: 'notes',
    encryptionKeyArn: known(KEY_ARN),
    eventExpiryDays: 30,
    strategies: [],
    recordStreams: [],
  }),
  tags: known({}),
};

/** What DescribeKey says of a key with nothing to complain about. */
export const HEALTHY_METADATA: KeyMetadata = {
  arn: KEY_ARN,
  keyId: '1234abcd-12ab-34cd-56ef-1234567890ab',
  accountId: ACCOUNT,
  region: REGION,
  manager: 'CUSTOMER',
  state: 'Enabled',
  usage: 'ENCRYPT_DECRYPT',
  spec: 'SYMMETRIC_DEFAULT',
  origin: 'AWS_KMS',
  multiRegion: false,
};

/** The statement that KMS gives a key by itself: the account's IAM policies decide. */
const ROOT_STATEMENT = {
  Sid: 'Enable IAM User Permissions',
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
  Action: 'kms:*',
  Resource: '*',
};

/** A key with nothing to complain about. */
export const HEALTHY_KEY: KeyFacts = {
  arn: KEY_ARN,
  metadata: known(HEALTHY_METADATA),
  rotation: known({ enabled: true, periodDays: 365 }),
  policy: known(policyText([ROOT_STATEMENT])),
  aliases: known(['alias/agents']),
  tags: known({}),
};
