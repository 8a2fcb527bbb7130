import { Entity } from '@backstage/catalog-model';
import { MemorySettings, Observed, parseMemoryArn, Scope } from '../facts';
import {
  OUTCOMES,
  Verdict,
  verdictOf,
  VERDICTS,
  worseVerdict,
} from '../outcome';
import { Finding } from '../rules';
import * as annotations from './annotations';
import { annotationOf, fieldsOf, ownerIn, textOf } from './entityFields';
import { memoryEntityRef } from './entityName';
import { parseFindings } from './findings';
import { identityOf, scopeOf } from './identity';
import { Encryption, ENCRYPTIONS } from './memoryEntity';
import {
  isNumber,
  isText,
  listOf,
  optional,
  readObserved,
  shape,
} from './storedBlock';

/** One memory as its entity tells it. @public */
export interface MemoryEntity {
  /** Full lower-case ref. */
  entityRef: string;
  /** ARN of the memory. */
  arn: string;
  /** Id of the memory, the last part of its ARN. */
  memoryId: string;
  /** Title of the entity: the name of the memory. */
  title: string;
  /** Account and region are those of the ARN. */
  scope: Scope;
  /** As AWS spells it, such as `ACTIVE`, or `unknown`. */
  status: string;
  /** The worse of what the findings add up to and of what is stored as the verdict; without findings `unknown`. */
  verdict: Verdict;
  /** In the rules' order; empty: not assessed. */
  findings: Finding[];
  /** See `ANNOTATION_ASSESSED_WITH`. */
  assessedWith?: string;
  /** The first of the findings that decide the verdict; none if compliant or not assessed. */
  worst?: Finding;
  /** Who manages the key. */
  encryption: Encryption;
  /** The ARN of the key or alias that the memory names; none: a key that AWS owns, or unread. */
  keyArn?: string;
  /** The ref of the key's entity, where the memory depends on one. */
  keyRef?: string;
  /** Full lower-case ref: of the relation `ownedBy`, else of `spec.owner`; `UNOWNED` if there is no valid one. */
  ownerRef: string;
  /** See `ANNOTATION_OWNER_SOURCE`. */
  ownerSource?: string;
  /** See `ANNOTATION_OWNER_CLAIM`. */
  ownerClaim?: string;
  /** ISO 8601: since when AWS has not answered about the memory or its key. */
  staleSince?: string;
  /** The memory that replaces this one, as a tag in AWS says, which decides nothing. */
  replacedBy?: MemoryLink;
  /** The memory that this one replaces, as a tag in AWS says. */
  replaces?: MemoryLink;
  /** Id of the scaffolder's task that moved the data, as a tag in AWS says. */
  migrationTask?: string;
  /** How the memory is set up; `failed` also where it is not stored in a form that is understood. */
  details: Observed<MemorySettings>;
  /** ARN of the resource that alone may change or delete the memory. */
  managedBy: Observed<string>;
}

/** Another memory. @public */
export interface MemoryLink {
  /** ARN of the memory. */
  arn: string;
  /** Id of the memory. */
  memoryId: string;
  /** Ref of its entity, if the catalog has one. */
  entityRef: string;
}

function linkTo(arn: string | undefined): MemoryLink | undefined {
  const parts = arn === undefined ? undefined : parseMemoryArn(arn);
  if (!arn || !parts) return undefined;
  const { memoryId } = parts;
  return { arn, memoryId, entityRef: memoryEntityRef({ arn, memoryId }) };
}

const isSettings = shape({
  eventExpiryDays: isNumber,
  strategies: listOf(
    shape({
      name: isText,
      type: isText,
      override: optional(isText),
      delivery: optional(
        shape({ topicArn: optional(isText), bucketName: optional(isText) }),
      ),
    }),
  ),
  recordStreams: listOf(
    shape({ streamArn: optional(isText), levels: listOf(isText) }),
  ),
});

function verdictIn(entity: Entity, findings: readonly Finding[]): Verdict {
  if (findings.length === 0) return 'unknown';
  const stored = annotationOf(entity, annotations.ANNOTATION_VERDICT);
  const told = VERDICTS.find(verdict => verdict === stored) ?? 'unknown';
  return worseVerdict(told, verdictOf(findings));
}

function worstOf(findings: readonly Finding[]): Finding | undefined {
  const wrong = OUTCOMES.filter(
    outcome => outcome !== 'pass' && outcome !== 'not-applicable',
  );
  return wrong
    .map(outcome => findings.find(finding => finding.outcome === outcome))
    .find(finding => finding !== undefined);
}

function keyRefIn(entity: Entity): string | undefined {
  const { dependsOn } = fieldsOf(entity.spec);
  const [first] = Array.isArray(dependsOn) ? dependsOn : [];
  return typeof first === 'string' && /^resource:default\/[^/:]+$/.test(first)
    ? first
    : undefined;
}

/**
 * Reads the entity of a memory; `undefined` for every entity that is not one of ours, or that names no scope of
 * its own account and region. Never throws. What is not understood is unknown, never a pass.
 *
 * Needs the fields `kind`, `metadata`, `spec.type` and `spec.owner` or `relations`; without `spec.dependsOn` there
 * is no `keyRef`, without `spec.agentCoreMemory` the details are `failed`.
 *
 * @public
 */
export function readMemoryEntity(entity: Entity): MemoryEntity | undefined {
  const identity = identityOf(entity);
  if (identity?.type !== annotations.MEMORY_TYPE) return undefined;
  const { arn, parts, entityRef } = identity;
  const scope = scopeOf(entity, parts);
  if (!scope) return undefined;
  const read = (key: string) => annotationOf(entity, key);
  const findings = parseFindings(read(annotations.ANNOTATION_FINDINGS));
  const encryption = read(annotations.ANNOTATION_ENCRYPTION);
  const block = fieldsOf(fieldsOf(entity.spec).agentCoreMemory);
  return {
    entityRef,
    arn,
    memoryId: parts.memoryId,
    title: textOf(entity.metadata.title) ?? entity.metadata.name,
    scope,
    status: read(annotations.ANNOTATION_STATUS) ?? 'unknown',
    verdict: verdictIn(entity, findings),
    findings,
    assessedWith: read(annotations.ANNOTATION_ASSESSED_WITH),
    worst: worstOf(findings),
    encryption: ENCRYPTIONS.find(known => known === encryption) ?? 'unknown',
    keyArn: read(annotations.ANNOTATION_KMS_KEY_ARN),
    keyRef: keyRefIn(entity),
    ownerRef: ownerIn(entity),
    ownerSource: read(annotations.ANNOTATION_OWNER_SOURCE),
    ownerClaim: read(annotations.ANNOTATION_OWNER_CLAIM),
    staleSince: read(annotations.ANNOTATION_STALE_SINCE),
    replacedBy: linkTo(read(annotations.ANNOTATION_REPLACED_BY)),
    replaces: linkTo(read(annotations.ANNOTATION_REPLACES)),
    migrationTask: read(annotations.ANNOTATION_MIGRATION_TASK),
    details: readObserved(block.details, isSettings),
    managedBy: readObserved(block.managedBy, isText),
  };
}
