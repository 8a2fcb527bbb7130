import { newRecord } from '../cloudtrail/newRecord';
import { CloudTrailRecord, UserIdentity } from '../cloudtrail/types';
import { KeyRecord } from './types';

/** A call about a key, as a test or seed tells the event history of it. */
export type KeyUse = {
  /** API name, e.g. `Decrypt`. */
  operation: string;
  by: UserIdentity;
  /** Epoch milliseconds; now by default. */
  at?: number;
} & Partial<CloudTrailRecord>;

/**
 * The operations of which KMS tells the last successful one.
 *
 * @see https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyLastUsageData.html
 */
const CRYPTOGRAPHIC: ReadonlySet<string> = new Set([
  'Decapsulate',
  'Decrypt',
  'DeriveSharedSecret',
  'Encapsulate',
  'Encrypt',
  'GenerateDataKey',
  'GenerateDataKeyPair',
  'GenerateDataKeyPairWithoutPlaintext',
  'GenerateDataKeyWithoutPlaintext',
  'GenerateMac',
  'ReEncrypt',
  'Sign',
  'Verify',
  'VerifyMac',
]);

/** CloudTrail's record of a call about a key. */
export function toKeyRecord(
  key: KeyRecord,
  { operation, by, at, ...more }: KeyUse,
  now: number,
): CloudTrailRecord {
  const { accountId, region, arn } = key;
  return newRecord({
    accountId,
    region,
    at: at ?? now,
    eventSource: 'kms.amazonaws.com',
    eventName: operation,
    userIdentity: by,
    readOnly:
      CRYPTOGRAPHIC.has(operation) || /^(Describe|Get|List)/.test(operation),
    requestParameters: { keyId: arn },
    resources: [{ accountId, type: 'AWS::KMS::Key', ARN: arn }],
    ...(by.invokedBy && {
      sourceIPAddress: by.invokedBy,
      userAgent: by.invokedBy,
    }),
    ...more,
  });
}

/** Lets a key remember its last successful cryptographic operation. */
export function rememberUse(key: KeyRecord, record: CloudTrailRecord): void {
  const { eventName, eventID, requestID, errorCode } = record;
  const at = Date.parse(record.eventTime);
  if (
    errorCode === undefined &&
    CRYPTOGRAPHIC.has(eventName) &&
    at >= (key.lastUse?.at ?? -Infinity)
  ) {
    key.lastUse = {
      operation: eventName,
      at,
      eventId: eventID,
      requestId: requestID,
    };
  }
}
