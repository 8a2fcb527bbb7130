import {
  KeyFacts,
  KeyMetadata,
  KeyRotation,
  known,
  memoryArnOf,
  MemoryDetails,
  MemoryFacts,
  Observed,
} from '../../facts';
import { HEALTHY_KEY, HEALTHY_MEMORY, HEALTHY_METADATA } from '../healthyFacts';
import { policyText } from '../policies';
import { onlyFields } from './readCases';

/** A fact that AWS did not give, and how: `{ "unread": "denied" }`. */
export interface Unread {
  unread: Exclude<Observed<unknown>['state'], 'known'>;
}

/** What a case changes of the healthy memory. */
export interface MemoryOverlay {
  region?: string;
  accountId?: string;
  details?:
    | Unread
    | (Partial<Omit<MemoryDetails, 'encryptionKeyArn'>> & {
        encryptionKeyArn?: string | Unread;
      });
}

/** What a case changes of the healthy key. */
export interface KeyOverlay {
  arn?: string;
  metadata?: Partial<KeyMetadata> | Unread;
  rotation?: KeyRotation | Unread;
  /** A list: the statements of the policy. */
  policy?: string | object[] | Unread;
  aliases?: string[] | Unread;
}

const DETAILS =
  'name encryptionKeyArn eventExpiryDays strategies recordStreams'.split(' ');
const METADATA = [
  ...Object.keys(HEALTHY_METADATA),
  'multiRegionKeys',
  'deletionDate',
  'validTo',
];

function isUnread(value: unknown): value is Unread {
  return typeof value === 'object' && value !== null && 'unread' in value;
}

/** The answer that stands for an overlay; what is not an `Unread` is made a value. */
function observed<T, V>(value: V | Unread, make: (value: V) => T): Observed<T> {
  if (!isUnread(value)) return known(make(value));
  return value.unread === 'absent'
    ? { state: 'absent' }
    : { state: value.unread, reason: `aws:Ask: ${value.unread}` };
}

/** The healthy memory with the changes of a case. */
export function memoryWith({ details, ...rest }: MemoryOverlay): MemoryFacts {
  onlyFields(rest, ['region', 'accountId'], 'memory');
  const base = HEALTHY_MEMORY.details;
  if (base.state !== 'known') throw new Error('The base has no details');
  if (details && !isUnread(details)) {
    onlyFields(details, DETAILS, 'memory.details');
  }
  const { partition, memoryId } = HEALTHY_MEMORY;
  const { accountId, region } = { ...HEALTHY_MEMORY, ...rest };
  return {
    ...HEALTHY_MEMORY,
    ...rest,
    arn: memoryArnOf({ partition, region, accountId, memoryId }),
    details: observed<MemoryDetails, object>(details ?? {}, changes => ({
      ...base.value,
      ...changes,
      encryptionKeyArn:
        'encryptionKeyArn' in changes
          ? observed<string, string>(
              changes.encryptionKeyArn as string | Unread,
              arn => arn,
            )
          : base.value.encryptionKeyArn,
    })),
  };
}

/** The healthy key with the changes of a case; `Unread`: nothing of it could be read. */
export function keyWith(overlay: KeyOverlay | Unread): KeyFacts {
  if (isUnread(overlay)) {
    const fact = observed<never, never>(overlay, value => value);
    const facts = { metadata: fact, rotation: fact, policy: fact };
    return { ...HEALTHY_KEY, ...facts, aliases: fact, tags: fact };
  }
  const { arn, metadata, rotation, policy, aliases } = overlay;
  const fields = ['arn', 'metadata', 'rotation', 'policy', 'aliases'];
  onlyFields(overlay, fields, 'key');
  if (metadata && !isUnread(metadata)) {
    onlyFields(metadata, METADATA, 'key.metadata');
  }
  return {
    ...HEALTHY_KEY,
    ...(arn && { arn }),
    metadata: observed(metadata ?? {}, changes => ({
      ...HEALTHY_METADATA,
      ...changes,
    })),
    ...(rotation && { rotation: observed(rotation, value => value) }),
    ...(policy !== undefined && {
      policy: observed(policy, (value: string | object[]) =>
        typeof value === 'string' ? value : policyText(value),
      ),
    }),
    ...(aliases && { aliases: observed(aliases, value => value) }),
  };
}
