import {
  Memory,
  MemoryStrategy,
  MemorySummary,
  StreamDeliveryResource,
} from '@aws-sdk/client-bedrock-agentcore-control';
import {
  GetKeyLastUsageCommandOutput,
  GetKeyPolicyCommandOutput,
  GetKeyRotationStatusCommandOutput,
  KeyMetadata as AwsKeyMetadata,
} from '@aws-sdk/client-kms';
import {
  ABSENT,
  KeyLastUsage,
  KeyMetadata,
  KeyRotation,
  known,
  MemoryDetails,
  MemoryFacts,
  MemoryStrategyFacts,
  Observed,
  parseKeyArn,
  parseMemoryArn,
  RecordStreamFacts,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from './AwsPlace';

/** A memory as the listing shows it: enough to know that it exists. @public */
export type ListedMemory = Omit<MemoryFacts, 'details' | 'tags'>;

/** AWS answered in a form that is not understood. The message names the field. */
export class UnexpectedAnswerError extends Error {
  name = 'UnexpectedAnswerError';
}

/** A memory of another account or region than was asked for. */
export class ForeignMemoryError extends UnexpectedAnswerError {
  name = 'ForeignMemoryError';
}

function text(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new UnexpectedAnswerError(`AWS answered without ${field}`);
  }
  return value;
}

function date(value: unknown, field: string): string {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    throw new UnexpectedAnswerError(`AWS answered without a date in ${field}`);
  }
  return value.toISOString();
}

function optionalText(value: string | undefined): Observed<string> {
  return value === undefined || value === null ? ABSENT : known(value);
}

/**
 * A listed memory in our words.
 *
 * Throws `UnexpectedAnswerError` where it is not understood, and `ForeignMemoryError` where it belongs to another
 * account or region than was asked: the credentials then are not those of the account, and its listing is not ours.
 */
export function toListedMemory(
  summary: MemorySummary,
  place: AwsPlace,
): ListedMemory {
  const arn = text(summary.arn, 'arn');
  const parts = parseMemoryArn(arn);
  if (!parts) throw new UnexpectedAnswerError(`"${arn}" is not a memory's ARN`);
  if (parts.accountId !== place.accountId || parts.region !== place.region) {
    throw new ForeignMemoryError(
      `The credentials for account ${place.accountId} listed memories of account ${parts.accountId} in ${parts.region}`,
    );
  }
  return {
    arn,
    memoryId: text(summary.id, 'id'),
    partition: parts.partition,
    accountId: parts.accountId,
    region: parts.region,
    status: text(summary.status, 'status'),
    createdAt: date(summary.createdAt, 'createdAt'),
    updatedAt: date(summary.updatedAt, 'updatedAt'),
    managedBy: optionalText(summary.managedByResourceArn),
  };
}

/** How parts of a customised configuration are called, such as `semanticExtractionOverride`. */
const OVERRIDE_PART =
  /^(semantic|summary|userPreference|episodic)(Extraction|Consolidation|Reflection)Override$/;
const OVERRIDES: Record<string, string> = {
  semantic: 'SEMANTIC_OVERRIDE',
  summary: 'SUMMARY_OVERRIDE',
  userPreference: 'USER_PREFERENCE_OVERRIDE',
  episodic: 'EPISODIC_OVERRIDE',
};

/** What a configuration is, by its type or, where AWS leaves that out, by what it holds. */
function overrideOf(
  configuration: MemoryStrategy['configuration'],
): string | undefined {
  if (!configuration) return undefined;
  // A configuration that sends content elsewhere does so whatever its type is.
  if (configuration.selfManagedConfiguration) return 'SELF_MANAGED';
  if (configuration.type) return configuration.type;
  const { extraction, consolidation, reflection } = configuration;
  const parts = [
    extraction?.customExtractionConfiguration,
    consolidation?.customConsolidationConfiguration,
    reflection?.customReflectionConfiguration,
  ].flatMap(part => Object.keys(part ?? {}));
  const overrides = new Set(
    parts.map(part => OVERRIDES[OVERRIDE_PART.exec(part)?.[1] ?? ''] ?? part),
  );
  // Parts that contradict each other show nothing that can be relied on.
  return overrides.size > 1
    ? [...overrides].sort().join(', ')
    : [...overrides][0];
}

function toStrategy(strategy: MemoryStrategy): MemoryStrategyFacts {
  const { configuration } = strategy;
  const to = configuration?.selfManagedConfiguration?.invocationConfiguration;
  const override = overrideOf(configuration);
  return {
    name: text(strategy.name, 'strategies.name'),
    type: text(strategy.type, 'strategies.type'),
    ...(override && { override }),
    ...(to && {
      delivery: {
        topicArn: to.topicArn,
        bucketName: to.payloadDeliveryBucketName,
      },
    }),
  };
}

function toRecordStream({
  kinesis,
}: StreamDeliveryResource): RecordStreamFacts {
  return {
    ...(kinesis?.dataStreamArn && { streamArn: kinesis.dataStreamArn }),
    levels: (kinesis?.contentConfigurations ?? [])
      // A level that is not shown must not vanish behind a harmless one.
      .map(({ level }) => level ?? 'not shown')
      .sort(),
  };
}

/** What GetMemory said, in our words. Throws `UnexpectedAnswerError`. */
export function toMemoryDetails(memory: Memory | undefined): MemoryDetails {
  if (!memory) throw new UnexpectedAnswerError('AWS answered without memory');
  if (!Number.isInteger(memory.eventExpiryDuration)) {
    throw new UnexpectedAnswerError('AWS answered without eventExpiryDuration');
  }
  return {
    name: text(memory.name, 'name'),
    encryptionKeyArn: optionalText(memory.encryptionKeyArn),
    eventExpiryDays: memory.eventExpiryDuration as number,
    strategies: (memory.strategies ?? [])
      .map(toStrategy)
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
    recordStreams: (memory.streamDeliveryResources?.resources ?? []).map(
      toRecordStream,
    ),
  };
}

function multiRegionKeys({
  MultiRegionConfiguration: keys,
}: AwsKeyMetadata): Pick<KeyMetadata, 'multiRegionKeys'> {
  if (!keys?.MultiRegionKeyType || !keys.PrimaryKey?.Arn) return {};
  return {
    multiRegionKeys: {
      type: keys.MultiRegionKeyType,
      primaryArn: keys.PrimaryKey.Arn,
      replicaArns: (keys.ReplicaKeys ?? [])
        .flatMap(({ Arn }) => Arn ?? [])
        .sort(),
    },
  };
}

/** What DescribeKey said, in our words. Throws `UnexpectedAnswerError`. */
export function toKeyMetadata(metadata?: AwsKeyMetadata): KeyMetadata {
  const arn = text(metadata?.Arn, 'KeyMetadata.Arn');
  const parts = parseKeyArn(arn);
  if (!metadata || !parts) {
    throw new UnexpectedAnswerError(`"${arn}" is not a key's ARN`);
  }
  return {
    arn,
    keyId: text(metadata.KeyId, 'KeyMetadata.KeyId'),
    accountId: parts.accountId,
    region: parts.region,
    ...(metadata.CreationDate && {
      createdAt: date(metadata.CreationDate, 'KeyMetadata.CreationDate'),
    }),
    manager: text(metadata.KeyManager, 'KeyMetadata.KeyManager'),
    state: text(metadata.KeyState, 'KeyMetadata.KeyState'),
    usage: text(metadata.KeyUsage, 'KeyMetadata.KeyUsage'),
    spec: text(metadata.KeySpec, 'KeyMetadata.KeySpec'),
    origin: text(metadata.Origin, 'KeyMetadata.Origin'),
    multiRegion: metadata.MultiRegion === true,
    ...multiRegionKeys(metadata),
    ...(metadata.DeletionDate && {
      deletionDate: date(metadata.DeletionDate, 'KeyMetadata.DeletionDate'),
    }),
    ...(metadata.ValidTo && {
      validTo: date(metadata.ValidTo, 'KeyMetadata.ValidTo'),
    }),
  };
}

/** What GetKeyRotationStatus said, in our words. Throws `UnexpectedAnswerError`. */
export function toKeyRotation(
  status: GetKeyRotationStatusCommandOutput,
): KeyRotation {
  if (typeof status.KeyRotationEnabled !== 'boolean') {
    throw new UnexpectedAnswerError('AWS answered without KeyRotationEnabled');
  }
  return {
    enabled: status.KeyRotationEnabled,
    ...(typeof status.RotationPeriodInDays === 'number' && {
      periodDays: status.RotationPeriodInDays,
    }),
    ...(status.NextRotationDate && {
      nextDate: date(status.NextRotationDate, 'NextRotationDate'),
    }),
  };
}

/** What GetKeyPolicy said: its text. Throws `UnexpectedAnswerError`. */
export function toKeyPolicy({ Policy }: GetKeyPolicyCommandOutput): string {
  return text(Policy, 'Policy');
}

/** What GetKeyLastUsage said, in our words. Throws `UnexpectedAnswerError`. */
export function toLastUsage({
  KeyLastUsage: last,
  TrackingStartDate,
}: GetKeyLastUsageCommandOutput): Omit<
  Extract<KeyLastUsage, { status: 'read' }>,
  'readAt'
> {
  return {
    status: 'read',
    trackedSince: date(TrackingStartDate, 'TrackingStartDate'),
    // Of a key that was not used AWS says {}.
    ...(last &&
      Object.keys(last).length > 0 && {
        last: {
          operation: text(last.Operation, 'KeyLastUsage.Operation'),
          at: date(last.Timestamp, 'KeyLastUsage.Timestamp'),
        },
      }),
  };
}
