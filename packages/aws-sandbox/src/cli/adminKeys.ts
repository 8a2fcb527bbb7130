import { AwsError } from '../http/awsError';
import { runOperation } from '../http/runOperation';
import { SandboxContext } from '../http/SandboxContext';

/** Answer of the admin endpoint. */
export interface AdminAnswer {
  status: number;
  body: object;
}

/** What can be done to a key by an admin request, by the word in its path. */
export const KEY_OPERATIONS = {
  disable: 'DisableKey',
  enable: 'EnableKey',
  'schedule-deletion': 'ScheduleKeyDeletion',
  'cancel-deletion': 'CancelKeyDeletion',
} as const;

/**
 * Changes the state of the key with this id or alias (`alias/…`) in any account and region, as a call of its account
 * does.
 *
 * @remarks
 * Refuses a name of several keys, so that no key is changed by accident.
 */
export function switchKey(
  { state, events, clock, transitionMs }: SandboxContext,
  name: string,
  operation: (typeof KEY_OPERATIONS)[keyof typeof KEY_OPERATIONS],
): AdminAnswer {
  const [key, ...others] = state.findKeysNamed(name);
  if (!key) return { status: 404, body: { error: `No key is named ${name}` } };
  if (others.length > 0) {
    return {
      status: 400,
      body: {
        error: `Several keys are named ${name}`,
        arns: [key, ...others].map(({ arn }) => arn),
      },
    };
  }
  const { accountId, region, arn } = key;
  try {
    runOperation(events, 'kms', operation, {
      state,
      caller: {
        accountId,
        principalArn: `arn:aws:iam::${accountId}:root`,
        userId: accountId,
      },
      place: { accountId, region },
      now: clock.now(),
      transitionMs,
      listingDelayMs: 0,
      input: { KeyId: arn },
    });
  } catch (error) {
    if (error instanceof AwsError) {
      return { status: error.status, body: { error: error.message } };
    }
    throw error;
  }
  return { status: 200, body: { arn, keyState: key.keyState } };
}
