import { Operation } from '../http/operation';
import { kmsError, readInput } from './errors';
import {
  findKey,
  isPendingDeletion,
  requireCustomerKey,
  requireNotPendingDeletion,
} from './findKey';
import { rotatedKey } from './rotatedKey';
import { toSeconds } from './toKeyMetadata';
import { KeyRecord } from './types';

const DAY_MS = 86_400_000;

function requireRotatable(key: KeyRecord): void {
  if (key.keySpec !== 'SYMMETRIC_DEFAULT' || key.origin !== 'AWS_KMS') {
    throw kmsError(
      'UnsupportedOperationException',
      `${key.arn} cannot be rotated automatically: spec ${key.keySpec}, origin ${key.origin}`,
    );
  }
}

function nextRotation(key: KeyRecord, now: number): number {
  const period = key.rotationPeriodInDays * DAY_MS;
  const periods = Math.max(1, Math.ceil((now - key.createdAt) / period));
  return key.createdAt + periods * period;
}

/**
 * GetKeyRotationStatus, across accounts too.
 *
 * @remarks
 * AWS managed keys always rotate. While deletion is pending the result is `false`, even if rotation is enabled. Keys that
 * cannot rotate automatically cause an UnsupportedOperationException. A replica has the settings of its primary.
 */
export const getKeyRotationStatus: Operation = context => {
  const key = findKey(context, {
    action: 'kms:GetKeyRotationStatus',
    crossAccount: true,
  });
  requireRotatable(key);
  const rotated = rotatedKey(context.state, key);
  const enabled =
    !isPendingDeletion(key) &&
    (key.keyManager === 'AWS' || rotated.rotationEnabled);
  return {
    body: {
      KeyId: key.arn,
      KeyRotationEnabled: enabled,
      ...(enabled && {
        RotationPeriodInDays: rotated.rotationPeriodInDays,
        NextRotationDate: toSeconds(nextRotation(rotated, context.now)),
      }),
    },
  };
};

function findRotatable(
  context: Parameters<Operation>[0],
  action: string,
): KeyRecord {
  const key = findKey(context, { action });
  requireCustomerKey(key, action);
  requireRotatable(key);
  if (key.multiRegionConfiguration?.type === 'REPLICA') {
    throw kmsError(
      'UnsupportedOperationException',
      `${key.arn} is a replica: rotation is set on its primary key.`,
    );
  }
  requireNotPendingDeletion(key);
  if (key.keyState !== 'Enabled') {
    throw kmsError('DisabledException', `${key.arn} is disabled.`);
  }
  return key;
}

/** EnableKeyRotation, every 90 to 2560 days; 365 by default. */
export const enableKeyRotation: Operation = context => {
  const key = findRotatable(context, 'kms:EnableKeyRotation');
  const period = readInput(context.input).integer(
    'RotationPeriodInDays',
    90,
    2560,
  );
  key.rotationEnabled = true;
  key.rotationPeriodInDays = period ?? 365;
  return {};
};

/** DisableKeyRotation. */
export const disableKeyRotation: Operation = context => {
  findRotatable(context, 'kms:DisableKeyRotation').rotationEnabled = false;
  return {};
};
