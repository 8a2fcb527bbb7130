import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  Entity,
} from '@backstage/catalog-model';
import { ArnParts, KeyFacts, parseKeyArn } from '../facts';
import * as annotations from './annotations';
import { consoleUrl } from './console';
import { entityNameOf } from './entityName';
import { readKeyFacts, storeFacts, withoutUndefined } from './factsBlock';
import { formatScope } from './scope';

/** All that is written about one key. @public */
export interface KeyRecord {
  providerId: string;
  key: KeyFacts;
  /** A full entity ref. */
  ownerRef: string;
  /** ISO 8601: since when AWS has not answered about the key. */
  staleSince?: string;
  policySummary?: boolean;
}

/**
 * The ARN of the key itself: for an alias, that of the key behind it. `undefined` for an alias that could
 * not be resolved: nobody knows which key it stands for.
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

/** The name of a key's entity; `undefined` where the key is not known. @public */
export function keyEntityName(
  key: Pick<KeyFacts, 'arn' | 'metadata'>,
): string | undefined {
  const arn = keyArnOf(key);
  const resource = arn && parseKeyArn(arn)?.resource;
  return resource && entityNameOf(resource, arn);
}

function rotationOf({ rotation }: KeyFacts): string {
  if (rotation.state === 'absent') return 'not-applicable';
  if (rotation.state !== 'known') return 'unknown';
  return rotation.value.enabled ? 'on' : 'off';
}

/** Alias or id with place: the same alias usually exists in every account and region. */
function titleOf(key: KeyFacts, keyId: string, place: ArnParts): string {
  const [alias] = key.aliases.state === 'known' ? key.aliases.value : [];
  return [alias ?? keyId, place.accountId, place.region].join(' · ');
}

/**
 * The catalog entity of a KMS key that memories are encrypted with; `undefined` where it is not known which
 * key that is.
 *
 * @public
 */
export function keyToEntity(record: KeyRecord): Entity | undefined {
  const { key, providerId, ownerRef, staleSince } = record;
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
      name: keyEntityName(key),
      title: titleOf(key, keyId, parts),
      description: `KMS key in ${parts.region} of AWS account ${parts.accountId}`,
      annotations: {
        [ANNOTATION_LOCATION]: `agentcore-memory:${arn}`,
        [ANNOTATION_ORIGIN_LOCATION]: `agentcore-memory:${arn}`,
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
      agentCoreMemory: storeFacts({ ...key, arn }),
    },
  }) as Entity;
}

/** The facts that a key's entity was made from, or `undefined` if they are not understood. @public */
export function entityToKeyFacts(entity: Entity): KeyFacts | undefined {
  return entity.spec?.type === annotations.KEY_TYPE
    ? readKeyFacts(entity.spec.agentCoreMemory)
    : undefined;
}
