import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  Entity,
} from '@backstage/catalog-model';
import {
  ArnParts,
  formatScope,
  KeyDetails,
  KeyFacts,
  known,
  MemoryFacts,
  Observed,
  parseKeyArn,
} from '../facts';
import { KeyPolicySummary, summarizeKeyPolicy } from '../keyPolicy';
import { parsedPolicy } from '../rules/policyCache';
import * as annotations from './annotations';
import { consoleUrl } from './console';
import { cutToIndex } from './cutToIndex';
import { keyNameOf, locationOf } from './entityName';
import { withoutUndefined } from './storedBlock';

/** All that is written about one key. @public */
export interface KeyRecord {
  /** The id of the provider config that writes the entity. */
  providerId: string;
  /** Facts of the key. */
  key: KeyFacts;
  /** A full entity ref. */
  ownerRef: string;
  /** ISO 8601: since when AWS has not answered about the key. */
  staleSince?: string;
  /** Whether the entity says in words who may use the key. Default: yes. */
  policySummary?: boolean;
}

/**
 * The ARN of the key or alias that a memory names, as far as it is known.
 *
 * @public
 */
export function keyArnNamedBy({
  details,
}: Pick<MemoryFacts, 'details'>): string | undefined {
  return details.state === 'known' &&
    details.value.encryptionKeyArn.state === 'known'
    ? details.value.encryptionKeyArn.value
    : undefined;
}

/**
 * The ARN of the key itself: for an alias, that of the key behind it. `undefined` for an alias that could
 * not be resolved.
 *
 * @public
 */
export function keyArnOf(
  key: Pick<KeyFacts, 'arn' | 'metadata'>,
): string | undefined {
  if (key.metadata.state === 'known') return key.metadata.value.arn;
  return parseKeyArn(key.arn)?.resource.startsWith('key/')
    ? key.arn
    : undefined;
}

function rotationOf({ rotation }: KeyFacts): string {
  if (rotation.state === 'absent') return 'not-applicable';
  if (rotation.state !== 'known') return 'unknown';
  return rotation.value.enabled ? 'on' : 'off';
}

/** Alias or id with account and region: the same alias usually exists in every account and region. */
function titleOf(key: KeyFacts, keyId: string, place: ArnParts): string {
  const [alias] = key.aliases.state === 'known' ? key.aliases.value : [];
  const title = [alias ?? keyId, place.accountId, place.region].join(' · ');
  return cutToIndex(title);
}

function detailsOf({ metadata }: KeyFacts): Observed<KeyDetails> {
  if (metadata.state !== 'known') return metadata;
  const { arn, keyId, accountId, region, ...details } = metadata.value;
  return known(details);
}

function policyInWords(key: KeyFacts): Observed<KeyPolicySummary> {
  const { policy } = key;
  return policy.state === 'known'
    ? known(summarizeKeyPolicy(parsedPolicy(policy.value)))
    : policy;
}

/**
 * The catalog entity of a KMS key that memories are encrypted with; `undefined` where it is not known which
 * key that is.
 *
 * @public
 */
export function keyToEntity(record: KeyRecord): Entity | undefined {
  const {
    key,
    providerId,
    ownerRef,
    staleSince,
    policySummary = true,
  } = record;
  const arn = keyArnOf(key);
  const parts = arn ? parseKeyArn(arn) : undefined;
  if (!arn || !parts) return undefined;
  const keyId = parts.resource.replace(/^key\//, '');
  const metadata =
    key.metadata.state === 'known' ? key.metadata.value : undefined;
  const url = consoleUrl(
    parts,
    `/kms/home?region=${parts.region}#/kms/keys/${encodeURIComponent(keyId)}`,
  );
  return withoutUndefined({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: keyNameOf(arn),
      title: titleOf(key, keyId, parts),
      description: `KMS key in ${parts.region} of AWS account ${parts.accountId}`,
      annotations: {
        [ANNOTATION_LOCATION]: locationOf(arn),
        [ANNOTATION_ORIGIN_LOCATION]: locationOf(arn),
        [ANNOTATION_VIEW_URL]: url,
        [annotations.ANNOTATION_ARN]: arn,
        [annotations.ANNOTATION_ACCOUNT_ID]: parts.accountId,
        [annotations.ANNOTATION_REGION]: parts.region,
        [annotations.ANNOTATION_SCOPE]: formatScope({ ...parts, providerId }),
        [annotations.ANNOTATION_KEY_STATE]: metadata?.state ?? 'unknown',
        [annotations.ANNOTATION_KEY_MANAGER]: metadata?.manager ?? 'unknown',
        [annotations.ANNOTATION_KEY_ROTATION]: rotationOf(key),
        [annotations.ANNOTATION_STALE_SINCE]: staleSince,
      },
      links: url
        ? [{ url, title: 'Open in the AWS console', icon: 'cloud' }]
        : undefined,
    },
    spec: {
      type: annotations.KEY_TYPE,
      owner: ownerRef,
      agentCoreMemory: {
        details: detailsOf(key),
        rotation: key.rotation,
        aliases: key.aliases,
        policy: policySummary ? policyInWords(key) : undefined,
      },
    },
  }) as Entity;
}
