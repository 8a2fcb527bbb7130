import { OperationContext } from '../http/operation';
import { aliasArn, keyArn, parseArn } from '../state/arn';
import { kmsError, readInput } from './errors';
import { mayUseKey } from './mayUseKey';
import { resolveKey } from './resolveKey';
import { KeyRecord } from './types';

/** How an operation looks up its key. */
export interface KeyLookup {
  /** IAM action, e.g. `kms:DescribeKey`. */
  action: string;
  /** Whether the key may belong to another account, whose key policy then decides. */
  crossAccount?: boolean;
  /** Whether an alias is accepted. */
  alias?: boolean;
}

/** The ARN of a key id, alias name or ARN. */
export function toKmsArn(
  keyId: string,
  place: { accountId: string; region: string },
): string {
  if (keyId.startsWith('arn:')) return keyId;
  return keyId.startsWith('alias/')
    ? aliasArn(place, keyId)
    : keyArn(place, keyId);
}

/** The key that an input's `KeyId` names; throws when it does not exist or the caller may not perform the action. */
export function findKey(
  { state, place, caller, input }: OperationContext,
  { action, crossAccount = false, alias = false }: KeyLookup,
): KeyRecord {
  const keyId = readInput(input).requiredString('KeyId', { min: 1, max: 2048 });
  const arn = toKmsArn(keyId, place);
  const parts = parseArn(arn);
  if (
    parts?.service !== 'kms' ||
    !/^(key\/[^/]+|alias\/.+)$/.test(parts.resource)
  ) {
    throw kmsError('InvalidArnException', `${keyId} is not a valid ARN`);
  }
  const isAlias = parts.resource.startsWith('alias/');
  if (isAlias && !alias) {
    throw kmsError(
      'InvalidArnException',
      `${keyId} is an alias; this operation takes a key id or key ARN`,
    );
  }
  if (parts.region !== place.region) {
    throw kmsError('NotFoundException', `Invalid arn ${parts.region}`);
  }
  const key = resolveKey(state, arn);
  if (parts.accountId !== place.accountId) {
    // KMS does not disclose to other accounts whether a key exists.
    if (!key || !crossAccount || !mayUseKey(key, caller, action)) {
      throw kmsError(
        'AccessDeniedException',
        `User: ${caller.principalArn} is not authorized to perform: ${action} on resource: ${arn} because the resource does not exist in this Region, no resource-based policies allow access, or a resource-based policy explicitly denies access`,
      );
    }
    return key;
  }
  if (!key) {
    throw kmsError(
      'NotFoundException',
      isAlias ? `Alias ${arn} is not found.` : `Key '${arn}' does not exist`,
    );
  }
  return key;
}

/** Refuses changes to keys that AWS manages. */
export function requireCustomerKey(key: KeyRecord, action: string): void {
  if (key.keyManager === 'AWS') {
    throw kmsError(
      'AccessDeniedException',
      `${action} is not allowed on the AWS managed key ${key.arn}`,
    );
  }
}

/** Whether deletion of a key is pending, at a date or after its replicas. */
export function isPendingDeletion({ keyState }: KeyRecord): boolean {
  return (
    keyState === 'PendingDeletion' || keyState === 'PendingReplicaDeletion'
  );
}

/** Refuses operations on a key whose deletion is pending. */
export function requireNotPendingDeletion(key: KeyRecord): void {
  if (isPendingDeletion(key)) {
    throw kmsError(
      'KMSInvalidStateException',
      `${key.arn} is pending deletion.`,
    );
  }
}
