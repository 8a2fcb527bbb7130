import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  ANNOTATION_VIEW_URL,
  Entity,
} from '@backstage/catalog-model';
import {
  formatScope,
  KeyFacts,
  MemoryFacts,
  MemorySettings,
  Observed,
  Scope,
} from '../facts';
import { Assessment } from '../rules';
import * as annotations from './annotations';
import { consoleUrl } from './console';
import { cutToIndex } from './cutToIndex';
import { keyEntityRef, locationOf, memoryNameOf } from './entityName';
import { formatFindings } from './findings';
import { keyArnOf } from './keyEntity';
import { OwnerResolution } from './owner';
import { withoutUndefined } from './storedBlock';
import { successionOf } from './succession';
import { systemOf } from './system';

/** Who manages the key that a memory is encrypted with. @public */
export type Encryption =
  | 'customer-managed'
  | 'aws-managed'
  | 'aws-owned'
  | 'unknown';

/** All kinds of encryption. */
export const ENCRYPTIONS: readonly Encryption[] = [
  'customer-managed',
  'aws-managed',
  'aws-owned',
  'unknown',
];

/** All that is written about one memory. @public */
export interface MemoryRecord {
  /** The scope whose scan listed the memory. */
  scope: Scope;
  /** Facts of the memory. */
  memory: MemoryFacts;
  /** Facts of its key; left out: none, or not read. */
  key?: KeyFacts;
  /** Whether the key is an entity as well, on which the memory depends. Default: yes. */
  dependsOnKey?: boolean;
  /** Verdict and findings. */
  assessment: Assessment;
  /** See `ANNOTATION_ASSESSED_WITH`. */
  assessedWith?: string;
  /** The owner and how it was found. */
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

/** What pages show of a memory beside its annotations. */
function storedBlock({ details, managedBy }: MemoryFacts): {
  details: Observed<MemorySettings>;
  managedBy: Observed<string>;
} {
  if (details.state !== 'known') return { details, managedBy };
  const { eventExpiryDays, strategies, recordStreams } = details.value;
  return {
    details: {
      state: 'known',
      value: { eventExpiryDays, strategies, recordStreams },
    },
    managedBy,
  };
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
  const dependency =
    key && record.dependsOnKey !== false ? keyArnOf(key) : undefined;
  const succession = successionOf(memory.tags);
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
      name: memoryNameOf(memory),
      title: cutToIndex(details?.name || memory.memoryId),
      description: `AgentCore memory in ${memory.region} of AWS account ${memory.accountId}`,
      annotations: {
        [ANNOTATION_LOCATION]: locationOf(memory.arn),
        [ANNOTATION_ORIGIN_LOCATION]: locationOf(memory.arn),
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
        [annotations.ANNOTATION_ASSESSED_WITH]: record.assessedWith,
        ...Object.fromEntries(
          assessment.findings.map(({ rule, outcome }) => [
            annotations.ruleAnnotation(rule),
            outcome,
          ]),
        ),
        [annotations.ANNOTATION_OWNER_SOURCE]: owner.source,
        [annotations.ANNOTATION_OWNER_CLAIM]:
          owner.claim && cutToIndex(owner.claim),
        [annotations.ANNOTATION_STALE_SINCE]: staleSince,
        [annotations.ANNOTATION_REPLACED_BY]: succession.replacedBy,
        [annotations.ANNOTATION_REPLACES]: succession.replaces,
        [annotations.ANNOTATION_MIGRATION_TASK]: succession.migrationTask,
      },
      links: url
        ? [{ url, title: 'Open in the AWS console', icon: 'cloud' }]
        : undefined,
    },
    spec: {
      type: annotations.MEMORY_TYPE,
      owner: owner.ownerRef,
      system: systemOf(memory.tags),
      dependsOn: dependency ? [keyEntityRef(dependency)] : undefined,
      agentCoreMemory: storedBlock(memory),
    },
  }) as Entity;
}
