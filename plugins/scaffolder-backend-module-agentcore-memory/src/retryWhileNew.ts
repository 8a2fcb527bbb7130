import { setTimeout as delay } from 'node:timers/promises';
import { isError } from '@backstage/errors';

/** AWS is asked again for this long, and first after this, both in milliseconds; pauses double up to eight times it. */
export interface Propagation {
  firstPauseMs: number;
  timeoutMs: number;
}

/** IAM and KMS are eventually consistent; their documentation speaks of seconds. */
export const DEFAULT_PROPAGATION: Propagation = {
  firstPauseMs: 1_000,
  timeoutMs: 60_000,
};

/** A key is new for this long, in milliseconds; longer than it takes until one that was made before is ready. */
const NEW_KEY_MS = 5 * 60_000;

/**
 * What AWS answers while it does not know a new role. The first three are those that the Terraform provider retries.
 *
 * @see https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/bedrockagentcore/memory.go
 */
const ROLE_NOT_YET =
  /role validation failed|valid trust policy|does not have access to provided|(cannot|could not|can't|unable to) (be assumed|assume)/i;
const KEY_NOT_YET = /\bkey\b.*(not found|does not exist|doesn't exist)/i;
const NOT_FOUND = ['NotFoundException', 'ResourceNotFoundException'];

/** What may be so new that AWS does not know it everywhere. */
export interface NewThings {
  /** Whether AWS is given a role. */
  hasRole: boolean;
  /** When the key was created, ISO 8601. */
  keyCreatedAt?: string;
}

function isNotYet(
  error: unknown,
  { hasRole, keyCreatedAt }: NewThings,
  now: number,
): boolean {
  if (!isError(error)) return false;
  if (
    hasRole &&
    error.name === 'ValidationException' &&
    ROLE_NOT_YET.test(error.message)
  ) {
    return true;
  }
  const isNewKey =
    keyCreatedAt !== undefined && now - Date.parse(keyCreatedAt) < NEW_KEY_MS;
  return (
    isNewKey &&
    (NOT_FOUND.includes(error.name) || KEY_NOT_YET.test(error.message))
  );
}

/**
 * Asks AWS again while it answers that it does not know a new role or key. Rejects with AWS's last error when that
 * takes too long, with any other error at once, and when aborted.
 */
export async function retryWhileNew<T>(
  things: NewThings,
  ask: () => Promise<T>,
  {
    propagation,
    onRetry,
    signal,
  }: {
    propagation: Propagation;
    onRetry: (error: Error) => void;
    signal?: AbortSignal;
  },
): Promise<T> {
  const startedAt = Date.now();
  let pause = propagation.firstPauseMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      const now = Date.now();
      if (
        !isNotYet(error, things, startedAt) ||
        now + pause - startedAt > propagation.timeoutMs
      ) {
        throw error;
      }
      onRetry(error as Error);
    }
    await delay(pause, undefined, { signal });
    pause = Math.min(pause * 2, propagation.firstPauseMs * 8);
  }
}
