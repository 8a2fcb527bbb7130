import { keyArn, Place } from '../state/arn';
import { uuidFrom } from '../state/ids';
import { defaultKeyPolicy } from './defaultKeyPolicy';
import { KeyRecord } from './types';

/** A key as a test or seed creates it; an enabled symmetric customer key by default. */
export type KeyInput = Place & {
  /** Name of an alias to create for the key, with or without `alias/`. */
  alias?: string;
} & Partial<Omit<KeyRecord, 'arn' | 'sequence' | 'everTagged' | keyof Place>>;

function newKeyId(seed: string, multiRegion: boolean | undefined): string {
  const uuid = uuidFrom(seed);
  return multiRegion ? `mrk-${uuid.replace(/-/g, '')}` : uuid;
}

/** Completes an input with defaults. A multi-Region key is a primary without replicas. */
export function newKey(
  { alias: _, ...input }: KeyInput,
  { now, sequence }: { now: number; sequence: number },
): KeyRecord {
  const { accountId, region, multiRegion = false } = input;
  const keyId =
    input.keyId ?? newKeyId(`${accountId}/${region}/${sequence}`, multiRegion);
  const arn = keyArn(input, keyId);
  const tags = { ...input.tags };
  return {
    description: '',
    keyManager: 'CUSTOMER',
    keyState: 'Enabled',
    keySpec: 'SYMMETRIC_DEFAULT',
    keyUsage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    createdAt: now,
    rotationEnabled: false,
    rotationPeriodInDays: 365,
    policy: defaultKeyPolicy({ accountId, region }),
    ...(multiRegion && {
      multiRegionConfiguration: {
        type: 'PRIMARY',
        primaryKey: { arn, region },
        replicaKeys: [],
      },
    }),
    ...input,
    multiRegion,
    keyId,
    arn,
    tags,
    everTagged: Object.keys(tags).length > 0,
    sequence,
  };
}
