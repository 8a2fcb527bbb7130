import { Entity } from '@backstage/catalog-model';
import {
  ABSENT,
  assessMemory,
  KeyFacts,
  keyToEntity,
  kmsKeyArnOf,
  known,
  memoryArnOf,
  MemoryFacts,
  memoryToEntity,
} from 'backstage-plugin-agentcore-memory-common';

const ACCOUNT = '111122223333';
const REGION = 'eu-central-1';
const KEY_ID = '11111111-2222-3333-4444-555555555555';
const KEY_ARN = `arn:aws:kms:${REGION}:${ACCOUNT}:key/${KEY_ID}`;

/** A disabled key whose policy delegates to its account and lets a partner in. */
export const KEY: KeyFacts = {
  arn: KEY_ARN,
  metadata: known({
    arn: KEY_ARN,
    keyId: KEY_ID,
    accountId: ACCOUNT,
    region: REGION,
    manager: 'CUSTOMER',
    state: 'Disabled',
    usage: 'ENCRYPT_DECRYPT',
    spec: 'SYMMETRIC_DEFAULT',
    origin: 'AWS_KMS',
    multiRegion: false,
  }),
  rotation: known({
    enabled: true,
    periodDays: 365,
    nextDate: '2027-02-01T00:00:00Z',
  }),
  policy: known(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Account',
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` },
          Action: 'kms:*',
          Resource: '*',
        },
        {
          Sid: 'Partner',
          Effect: 'Allow',
          Principal: { AWS: '444455556666' },
          Action: ['kms:Decrypt', 'kms:DescribeKey'],
          Resource: '*',
          Condition: {
            StringEquals: { 'kms:ViaService': `s3.${REGION}.amazonaws.com` },
          },
        },
      ],
    }),
  ),
  aliases: known(['alias/support']),
  tags: known({}),
};

/** A memory that names the key of these tests in its own account and region. */
export function memoryFacts({
  name,
  accountId = ACCOUNT,
  region = REGION,
}: {
  name: string;
  accountId?: string;
  region?: string;
}): MemoryFacts {
  const memoryId = `${name}-a1B2c3D4e5`;
  const place = { partition: 'aws', accountId, region };
  const keyArn = kmsKeyArnOf({ ...place, keyId: KEY_ID });
  return {
    ...place,
    arn: memoryArnOf({ ...place, memoryId }),
    memoryId,
    status: 'ACTIVE',
    createdAt: '2026-01-01T00:00:00.000Z',
    updatedAt: '2026-01-01T00:00:00.000Z',
    managedBy: ABSENT,
    details: known({
      name,
      encryptionKeyArn: known(keyArn),
      eventExpiryDays: 30,
      strategies: [],
      recordStreams: [],
    }),
    tags: known({}),
  };
}

/** An entity as the catalog gives it back: with its namespace and relations. */
export function stitched(entity: Entity): Entity {
  const { owner, dependsOn } = entity.spec ?? {};
  return {
    ...entity,
    metadata: { ...entity.metadata, namespace: 'default' },
    relations: [
      { type: 'ownedBy', targetRef: String(owner) },
      ...(Array.isArray(dependsOn) ? dependsOn : []).map(ref => ({
        type: 'dependsOn',
        targetRef: String(ref),
      })),
    ],
  };
}

/** The entities of a key and of a memory under it, as the provider writes and the catalog stitches them. */
export function keyAndMemory(key: KeyFacts = KEY): {
  key: Entity;
  memory: Entity;
} {
  const memory = memoryFacts({ name: 'support' });
  const owner = { ownerRef: 'group:default/payments', source: 'tag:team' };
  return {
    key: stitched(
      keyToEntity({ providerId: 'main', key, ownerRef: owner.ownerRef })!,
    ),
    memory: stitched(
      memoryToEntity({
        scope: { providerId: 'main', accountId: ACCOUNT, region: REGION },
        memory,
        key,
        assessment: assessMemory({ memory, key, today: '2026-11-25' }),
        owner,
      }),
    ),
  };
}
