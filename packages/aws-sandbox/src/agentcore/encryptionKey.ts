import { AwsError } from '../http/awsError';
import { mayUseKey } from '../kms/mayUseKey';
import { resolveKey } from '../kms/resolveKey';
import { Caller } from '../state/accounts';
import { Place } from '../state/arn';
import { parseArn } from '../state/arn';
import { SandboxState } from '../state/SandboxState';
import { MemoryRecord } from './types';
import { validationException } from './validation';

/**
 * Checks that a new memory can be encrypted with a key, and throws a ValidationException otherwise.
 *
 * @remarks
 * The key must exist in the memory's region, be usable by the caller, enabled, and a symmetric encryption key. Alias ARNs
 * and AWS managed keys (`alias/aws/…`) are accepted.
 */
export function checkEncryptionKey(
  state: SandboxState,
  arn: string,
  { caller, place }: { caller: Caller; place: Place },
): void {
  const parts = parseArn(arn);
  if (parts?.service !== 'kms') {
    throw validationException(`encryptionKeyArn is no KMS ARN: ${arn}`);
  }
  if (parts.region !== place.region) {
    throw validationException(
      `The KMS key must be in region ${place.region}: ${arn}`,
    );
  }
  const key = resolveKey(state, arn);
  if (!key || !mayUseKey(key, caller, 'kms:CreateGrant')) {
    throw validationException(
      `The KMS key does not exist or the caller does not have access to it: ${arn}`,
    );
  }
  if (key.keyState !== 'Enabled') {
    throw validationException(`The KMS key is ${key.keyState}: ${arn}`);
  }
  if (
    key.keySpec !== 'SYMMETRIC_DEFAULT' ||
    key.keyUsage !== 'ENCRYPT_DECRYPT'
  ) {
    throw validationException(
      `The KMS key must be a symmetric encryption key: ${arn}`,
    );
  }
}

/** Throws an AccessDeniedException when the key of a memory, if it has one, is not enabled. */
export function requireUsableKey(
  state: SandboxState,
  { encryptionKeyArn }: Pick<MemoryRecord, 'encryptionKeyArn'>,
): void {
  if (!encryptionKeyArn) return;
  const key = resolveKey(state, encryptionKeyArn);
  if (key?.keyState === 'Enabled') return;
  throw new AwsError(
    'AccessDeniedException',
    403,
    `The memory cannot be decrypted: its key ${encryptionKeyArn} is ${
      key?.keyState ?? 'missing'
    }.`,
  );
}
