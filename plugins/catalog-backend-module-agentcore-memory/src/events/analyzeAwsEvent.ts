import {
  isAccountId,
  isRegion,
  kmsKeyArnOf,
  memoryArnOf,
  parseKeyArn,
  parseMemoryArn,
  partitionOf,
} from 'backstage-plugin-agentcore-memory-common';

/** What an event of AWS gives reason to look at again. It says nothing of what will be found. */
export type AwsEventAnalysis =
  | { kind: 'memory'; arn: string }
  | { kind: 'key'; arn: string }
  /** Understood, and of no concern. */
  | { kind: 'ignored'; reason: string }
  | { kind: 'unsupported'; reason: string };

/** Calls that change a memory or its tags. */
export const MEMORY_EVENTS = new Set([
  'CreateMemory',
  'UpdateMemory',
  'DeleteMemory',
  'TagResource',
  'UntagResource',
]);

/** Calls, and deeds of KMS itself, that change what the rules look at. */
export const KEY_EVENTS = new Set([
  'EnableKey',
  'DisableKey',
  'ScheduleKeyDeletion',
  'CancelKeyDeletion',
  'PutKeyPolicy',
  'EnableKeyRotation',
  'DisableKeyRotation',
  'RotateKey',
  'RotateKeyOnDemand',
  'DeleteKey',
  'ImportKeyMaterial',
  'DeleteImportedKeyMaterial',
  'DeleteExpiredKeyMaterial',
  'UpdatePrimaryRegion',
  'TagResource',
  'UntagResource',
]);

/** https://docs.aws.amazon.com/kms/latest/developerguide/kms-events.html */
export const KMS_NATIVE_EVENTS = new Set([
  'KMS CMK Rotation',
  'KMS Imported Key Material Expiration',
  'KMS CMK Deletion',
]);

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? (value as Fields) : {};
}

function textsIn(list: unknown): string[] {
  return Array.isArray(list)
    ? list.flatMap(item =>
        typeof item === 'string' ? item : String(fieldsOf(item).ARN ?? ''),
      )
    : [];
}

interface Place {
  accountId: string;
  region: string;
}

/** The first of some texts that is a memory's ARN, or an id in this place; rebuilt from its parts. */
function memoryArn(
  texts: readonly unknown[],
  place: Place,
): string | undefined {
  for (const text of texts) {
    if (typeof text !== 'string') continue;
    const named = parseMemoryArn(text);
    const { accountId, region } = named ?? place;
    const memoryId = named?.memoryId ?? text;
    const partition = partitionOf(region);
    const arn = memoryArnOf({ partition, region, accountId, memoryId });
    if (parseMemoryArn(arn)) return arn;
  }
  return undefined;
}

/** The first of some texts that is a key's ARN, or an id in this place; rebuilt. An alias names no key. */
function keyArn(texts: readonly unknown[], place: Place): string | undefined {
  for (const text of texts) {
    if (typeof text !== 'string') continue;
    const named = parseKeyArn(text);
    const { accountId, region } = named ?? place;
    const keyId = named ? named.resource.replace(/^key\//, '') : text;
    const partition = partitionOf(region);
    const arn = kmsKeyArnOf({ partition, region, accountId, keyId });
    if (parseKeyArn(arn)) return arn;
  }
  return undefined;
}

function ofCloudTrail(event: Fields, place: Place): AwsEventAnalysis {
  const detail = fieldsOf(event.detail);
  const { eventSource, eventName, errorCode } = detail;
  const name = String(eventName);
  const request = fieldsOf(detail.requestParameters);
  const response = fieldsOf(detail.responseElements);
  const resources = textsIn(detail.resources);
  if (errorCode !== undefined) {
    return { kind: 'ignored', reason: `${name} failed and changed nothing` };
  }
  if (eventSource === 'bedrock-agentcore.amazonaws.com') {
    if (!MEMORY_EVENTS.has(name)) {
      return { kind: 'ignored', reason: `${name} changes no memory` };
    }
    const arn = memoryArn(
      [
        ...resources,
        fieldsOf(response.memory).arn,
        request.resourceArn,
        response.memoryId,
        request.memoryId,
      ],
      place,
    );
    return arn
      ? { kind: 'memory', arn }
      : { kind: 'ignored', reason: `${name} names no memory` };
  }
  if (eventSource === 'kms.amazonaws.com') {
    if (!KEY_EVENTS.has(name)) {
      return { kind: 'ignored', reason: `${name} changes nothing that counts` };
    }
    const service = fieldsOf(detail.serviceEventDetails);
    const arn = keyArn(
      [...resources, response.keyId, request.keyId, service.keyId],
      place,
    );
    return arn
      ? { kind: 'key', arn }
      : { kind: 'ignored', reason: `${name} names no key` };
  }
  return { kind: 'unsupported', reason: 'It comes from another service' };
}

/**
 * Finds out what an event of AWS is about, in the form in which EventBridge delivers it. Its sender is not known:
 * it is a reason to ask AWS, and nothing it says is believed. ARNs are rebuilt from their parts.
 *
 * @see https://docs.aws.amazon.com/kms/latest/developerguide/logging-using-cloudtrail.html
 */
export function analyzeAwsEvent(payload: unknown): AwsEventAnalysis {
  const event = fieldsOf(payload);
  const detail = fieldsOf(event.detail);
  const place = {
    accountId: String(detail.recipientAccountId ?? event.account),
    region: String(detail.awsRegion ?? event.region),
  };
  if (!isAccountId(place.accountId) || !isRegion(place.region)) {
    return { kind: 'unsupported', reason: 'It names no account and region' };
  }
  const type = event['detail-type'];
  if (
    type === 'AWS API Call via CloudTrail' ||
    type === 'AWS Service Event via CloudTrail'
  ) {
    return ofCloudTrail(event, place);
  }
  if (event.source === 'aws.kms' && KMS_NATIVE_EVENTS.has(String(type))) {
    const arn = keyArn([...textsIn(event.resources), detail['key-id']], place);
    return arn
      ? { kind: 'key', arn }
      : { kind: 'ignored', reason: `${type} names no key` };
  }
  return { kind: 'unsupported', reason: 'Its detail-type is not known here' };
}
