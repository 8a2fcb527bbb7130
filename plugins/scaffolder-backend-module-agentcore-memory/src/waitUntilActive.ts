import { setTimeout as delay } from 'node:timers/promises';
import { isError, ServiceUnavailableError } from '@backstage/errors';
import { AwsPlace, MemoryWriter } from 'backstage-plugin-agentcore-memory-node';

/** How a creation is waited for, all in milliseconds. */
export interface Patience {
  /** Between two questions. */
  intervalMs: number;
  /** In all. AWS's own clients wait five minutes; strategies alone can take that long. */
  timeoutMs: number;
  /** How long AWS may not find what it has created. Default: 30 seconds. */
  missingMs?: number;
}

const DEFAULT_MISSING_MS = 30_000;

export const DEFAULT_PATIENCE: Patience = {
  intervalMs: 2_000,
  timeoutMs: 10 * 60_000,
};

/**
 * Waits until a memory is ACTIVE. Rejects when AWS reports a failure, with its reason, when it takes too
 * long, and at once when aborted; the memory exists in all these cases.
 */
export async function waitUntilActive(options: {
  writer: MemoryWriter;
  place: AwsPlace;
  memoryId: string;
  patience: Patience;
  signal?: AbortSignal;
}): Promise<void> {
  const { memoryId, patience, signal } = options;
  const deadline = Date.now() + patience.timeoutMs;
  let missingSince: number | undefined;
  const { missingMs = DEFAULT_MISSING_MS } = patience;
  for (;;) {
    const { status, failureReason, isMissing } = await readState(options);
    missingSince = isMissing ? missingSince ?? Date.now() : undefined;
    if (missingSince !== undefined && Date.now() - missingSince >= missingMs) {
      throw new Error(
        `AWS has no memory ${memoryId} (any more): start a new task`,
      );
    }
    if (status === 'ACTIVE') return;
    if (status !== 'CREATING' && status !== 'UPDATING') {
      throw new Error(
        `Memory ${memoryId} is ${status}: ${
          failureReason ?? 'AWS gives no reason'
        }`,
      );
    }
    if (Date.now() >= deadline) {
      throw new ServiceUnavailableError(
        `Memory ${memoryId} is still ${status} after ${
          patience.timeoutMs / 1000
        } seconds; run the step again to go on waiting`,
      );
    }
    await delay(patience.intervalMs, undefined, { signal });
  }
}

/** AWS's own waiter goes on when AWS does not find what it has just created. */
async function readState({
  writer,
  place,
  memoryId,
  signal,
}: Pick<
  Parameters<typeof waitUntilActive>[0],
  'writer' | 'place' | 'memoryId' | 'signal'
>): Promise<{ status: string; failureReason?: string; isMissing?: boolean }> {
  try {
    return await writer.read(place, memoryId, { signal });
  } catch (error) {
    if (isError(error) && error.name === 'ResourceNotFoundException') {
      return { status: 'CREATING', isMissing: true };
    }
    throw error;
  }
}
