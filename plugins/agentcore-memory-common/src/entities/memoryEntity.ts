import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  Entity,
} from '@backstage/catalog-model';
import { KeyFacts, MemoryFacts } from '../facts';
import { Assessment } from '../rules';
import * as annotations from './annotations';
import { consoleUrl } from './console';
import { entityNameOf } from './entityName';
import { readMemoryFacts, storeFacts, withoutUndefined } from './factsBlock';
import { formatFindings } from './findings';
import { keyEntityName } from './keyEntity';
import { OwnerResolution } from './owner';
import { formatScope, Scope } from './scope';

/** Who holds the key that a memory is encrypted with. @public */
export type Encryption =
  | 'customer-managed'
  | 'aws-managed'
  | 'aws-owned'
  | 'unknown';

/** All that is written about one memory. @public */
export interface MemoryRecord {
  scope: Scope;
  memory: MemoryFacts;
  key?: KeyFacts;
  /** Whether the key is an entity as well, on which the memory depends. Default: yes. */
  dependsOnKey?: boolean;
  assessment: Assessment;
  owner: OwnerResolution;
  /** ISO 8601: since when AWS has not answered about the memory or its key. */
  staleSince?: string;
}

function encryptionOf({ memory, key }: MemoryRecord): Encryption {
  if (memory.details.state !== 'known') return 'unknown';
  if (memory.details.value.encryptionKeyArn.state === 'absent')
    return 'aws-owned';
  if (key?.metadata.state !== 'known') return 'unknown';
  const { manager } = key.metadata.value;
  if (manager === 'CUSTOMER') return 'customer-managed';
  return manager === 'AWS' ? 'aws-managed' : 'unknown';
}

/** The name of a memory's entity. @public */
export function memoryEntityName(
  memory: Pick<MemoryFacts, 'arn' | 'memoryId'>,
): string {
  return entityNameOf(memory.memoryId, memory.arn);
}

/**
 * The catalog entity of a memory: a `Resource` that depends on its key. Nothing in it changes from scan to
 * scan unless a fact changed, since the catalog reprocesses every entity whose content did.
 *
 * @public
 */
export function memoryToEntity(record: MemoryRecord): Entity {
  const { scope, memory, key, assessment, owner, staleSince } = record;
  const details =
    memory.details.state === 'known' ? memory.details.value : undefined;
  const keyArn =
    details?.encryptionKeyArn.state === 'known'
      ? details.encryptionKeyArn.value
      : undefined;
  const keyName =
    key && record.dependsOnKey !== false ? keyEntityName(key) : undefined;
  const url = consoleUrl(
    memory,
    `/bedrock-agentcore/memory/${encodeURIComponent(memory.memoryId)}?region=${
      memory.region
    }`,
  );
  return withoutUndefined({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Resource',
    metadata: {
      name: memoryEntityName(memory),
      title: details?.name ?? memory.memoryId,
      description: `AgentCore memory in ${memory.region} of AWS account ${memory.accountId}`,
      annotations: {
        [ANNOTATION_LOCATION]: `agentcore-memory:${memory.arn}`,
        [ANNOTATION_ORIGIN_LOCATION]: `agentcore-memory:${memory.arn}`,
        [ANNOTATION_VIEW_URL]: url,
        [annotations.ANNOTATION_ARN]: memory.arn,
        [annotations.ANNOTATION_ACCOUNT_ID]: memory.accountId,
        [annotations.ANNOTATION_REGION]: memory.region,
        [annotations.ANNOTATION_SCOPE]: formatScope(scope),
        [annotations.ANNOTATION_MEMORY_ID]: memory.memoryId,
        [annotations.ANNOTATION_STATUS]: memory.status,
        [annotations.ANNOTATION_KMS_KEY_ARN]: keyArn,
        [annotations.ANNOTATION_ENCRYPTION]: encryptionOf(record),
        [annotations.ANNOTATION_VERDICT]: assessment.verdict,
        [annotations.ANNOTATION_FINDINGS]: formatFindings(assessment.findings),
        ...Object.fromEntries(
          assessment.findings.map(({ rule, outcome }) => [
            annotations.ruleAnnotation(rule),
            outcome,
          ]),
        ),
        [annotations.ANNOTATION_OWNER_SOURCE]: owner.source,
        [annotations.ANNOTATION_OWNER_CLAIM]: owner.claim,
        [annotations.ANNOTATION_STALE_SINCE]: staleSince,
      },
      links: url
        ? [{ url, title: 'Open in the AWS console', icon: 'cloud' }]
        : undefined,
    },
    spec: {
      type: annotations.MEMORY_TYPE,
      owner: owner.ownerRef,
      dependsOn: keyName
        ? [`resource:default/${keyName.toLocaleLowerCase('en-US')}`]
        : undefined,
      agentCoreMemory: storeFacts(memory),
    },
  }) as Entity;
}

/**
 * The facts that a memory's entity was made from, or `undefined` if the entity is not one of ours or was
 * written by a version whose facts are not understood.
 *
 * @public
 */
export function entityToMemoryFacts(entity: Entity): MemoryFacts | undefined {
  return entity.spec?.type === annotations.MEMORY_TYPE
    ? readMemoryFacts(entity.spec.agentCoreMemory)
    : undefined;
}
