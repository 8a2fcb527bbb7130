import { Entity } from '@backstage/catalog-model';
import { KeyDetails, KeyRotation, Observed, Scope } from '../facts';
import { KeyPolicySummary } from '../keyPolicy';
import * as annotations from './annotations';
import { annotationOf, fieldsOf, ownerIn, textOf } from './entityFields';
import { identityOf, scopeOf } from './identity';
import {
  isFlag,
  isNumber,
  isText,
  listOf,
  oneOf,
  optional,
  readObserved,
  shape,
} from './storedBlock';

/** One KMS key as its entity tells it. @public */
export interface KeyEntity {
  /** Full lower-case ref. */
  entityRef: string;
  /** ARN of the key itself. */
  arn: string;
  /** Id of the key, the last part of its ARN. */
  keyId: string;
  /** Title of the entity. */
  title: string;
  /** The provider that writes it, and the key's own account and region. */
  scope: Scope;
  /** Full lower-case ref: of the relation `ownedBy`, else of `spec.owner`; `UNOWNED` if there is no valid one. */
  ownerRef: string;
  /** ISO 8601: since when AWS has not answered about the key. */
  staleSince?: string;
  /** What kind of key it is; `failed` also where it is not stored in a form that is understood. */
  details: Observed<KeyDetails>;
  /** `absent`: automatic rotation does not exist for such a key. */
  rotation: Observed<KeyRotation>;
  /** Alias names, sorted, each with its `alias/` prefix. */
  aliases: Observed<string[]>;
  /** Who may use the key, in words; left out: the portal does not publish it. */
  policy?: Observed<KeyPolicySummary>;
}

const isDetails = shape({
  createdAt: optional(isText),
  manager: isText,
  state: isText,
  usage: isText,
  spec: isText,
  origin: isText,
  multiRegion: isFlag,
  multiRegionKeys: optional(
    shape({ type: isText, primaryArn: isText, replicaArns: listOf(isText) }),
  ),
  deletionDate: optional(isText),
  validTo: optional(isText),
});

const isRotation = shape({
  enabled: isFlag,
  periodDays: optional(isNumber),
  nextDate: optional(isText),
});

const isStatements = shape({
  kind: oneOf('statements'),
  statements: listOf(
    shape({
      index: isNumber,
      name: isText,
      effect: oneOf('Allow', 'Deny'),
      who: isText,
      what: isText,
      conditions: listOf(isText),
    }),
  ),
});
const isNotUnderstood = shape({
  kind: oneOf('not-understood'),
  reason: isText,
});

/**
 * Reads the entity of a KMS key; `undefined` for every entity that is not one of ours, or that names no scope of
 * its own account and region. Never throws. What is not understood is `failed`.
 *
 * Needs the fields `kind`, `metadata`, `spec.type` and `spec.owner` or `relations`; without
 * `spec.agentCoreMemory` the facts are `failed`.
 *
 * @public
 */
export function readKeyEntity(entity: Entity): KeyEntity | undefined {
  const identity = identityOf(entity);
  if (identity?.type !== annotations.KEY_TYPE) return undefined;
  const { arn, parts, entityRef } = identity;
  const scope = scopeOf(entity, parts);
  if (!scope) return undefined;
  const block = fieldsOf(fieldsOf(entity.spec).agentCoreMemory);
  return {
    entityRef,
    arn,
    keyId: parts.resource.slice('key/'.length),
    title: textOf(entity.metadata.title) ?? entity.metadata.name,
    scope,
    ownerRef: ownerIn(entity),
    staleSince: annotationOf(entity, annotations.ANNOTATION_STALE_SINCE),
    details: readObserved(block.details, isDetails),
    rotation: readObserved(block.rotation, isRotation),
    aliases: readObserved(block.aliases, listOf(isText)),
    ...(block.policy !== undefined && {
      policy: readObserved(
        block.policy,
        policy => isStatements(policy) || isNotUnderstood(policy),
      ),
    }),
  };
}
