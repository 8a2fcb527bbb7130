import { Operation, OperationContext } from '../http/operation';
import { kmsError, readInput } from './errors';
import {
  findKey,
  isPendingDeletion,
  requireCustomerKey,
  requireNotPendingDeletion,
} from './findKey';
import { toSeconds } from './toKeyMetadata';
import { KeyRecord } from './types';

const DAY_MS = 86_400_000;

function findOwnKey(context: OperationContext, action: string): KeyRecord {
  const key = findKey(context, { action });
  requireCustomerKey(key, action);
  return key;
}

function requireImported(key: KeyRecord): void {
  if (key.keyState === 'PendingImport') {
    throw kmsError('KMSInvalidStateException', `${key.arn} is pending import.`);
  }
}

/** EnableKey. */
export const enableKey: Operation = context => {
  const key = findOwnKey(context, 'kms:EnableKey');
  requireNotPendingDeletion(key);
  requireImported(key);
  key.keyState = 'Enabled';
  return {};
};

/** DisableKey. */
export const disableKey: Operation = context => {
  const key = findOwnKey(context, 'kms:DisableKey');
  requireNotPendingDeletion(key);
  requireImported(key);
  key.keyState = 'Disabled';
  return {};
};

/**
 * ScheduleKeyDeletion in 7 to 30 days; 30 by default. The clock removes the key.
 *
 * @remarks
 * A multi-Region primary waits for the deletion of its replicas, and has no deletion date until then.
 */
export const scheduleKeyDeletion: Operation = context => {
  const key = findOwnKey(context, 'kms:ScheduleKeyDeletion');
  requireNotPendingDeletion(key);
  const days =
    readInput(context.input).integer('PendingWindowInDays', 7, 30) ?? 30;
  const { type, replicaKeys = [] } = key.multiRegionConfiguration ?? {};
  if (type === 'PRIMARY' && replicaKeys.length > 0) {
    key.keyState = 'PendingReplicaDeletion';
    key.pendingWindowInDays = days;
  } else {
    key.keyState = 'PendingDeletion';
    key.deletionDate = context.now + days * DAY_MS;
  }
  return {
    body: {
      KeyId: key.arn,
      DeletionDate: toSeconds(key.deletionDate),
      KeyState: key.keyState,
      PendingWindowInDays: days,
    },
  };
};

/** CancelKeyDeletion: the key becomes Disabled. */
export const cancelKeyDeletion: Operation = context => {
  const key = findOwnKey(context, 'kms:CancelKeyDeletion');
  if (!isPendingDeletion(key)) {
    throw kmsError(
      'KMSInvalidStateException',
      `${key.arn} is not pending deletion.`,
    );
  }
  key.keyState = 'Disabled';
  key.deletionDate = undefined;
  key.pendingWindowInDays = undefined;
  return { body: { KeyId: key.arn } };
};
