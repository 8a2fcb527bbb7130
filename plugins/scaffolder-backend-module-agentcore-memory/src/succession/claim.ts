import { setTimeout as delay } from 'node:timers/promises';
import { ConflictError } from '@backstage/errors';
import {
  MIGRATION_TASK_TAG,
  SUCCESSOR_TAG,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  MemoryInventory,
  MemoryWriter,
} from 'backstage-plugin-agentcore-memory-node';
import { tagOf } from './Succession';

/**
 * How often a task that writes looks whether another one took over, and how long that one waits before it writes; in
 * milliseconds. AWS has no locks: records that two tasks write would be there twice.
 */
const LOOK_EVERY_MS = 5_000;
const TAKE_OVER_MS = 20_000;
/** How long a tag that was written may not be seen. */
const TAG_MS = 3_000;
/** After so many looks without an answer a task can't know any more whether it is alone. */
const MAX_UNANSWERED = 2;

/** Waits; tests bring their own. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

const justWait: Wait = (ms, signal) => delay(ms, undefined, { signal });

/** With what tasks keep out of each other's way. */
export interface ClaimOptions {
  place: AwsPlace;
  inventory: MemoryInventory;
  writer: MemoryWriter;
  wait?: Wait;
  signal?: AbortSignal;
}

const NEVER = new AbortController().signal;

/** Says on a memory by which one it is being replaced, and waits until others see that. */
export async function nameSuccessor(
  sourceArn: string,
  successorArn: string,
  options: ClaimOptions,
): Promise<void> {
  const { place, inventory, writer, wait = justWait, signal } = options;
  const memory = await inventory.findMemory(sourceArn, { signal });
  if (memory && tagOf(memory, SUCCESSOR_TAG) === successorArn) return;
  await writer.tag(
    place,
    sourceArn,
    { [SUCCESSOR_TAG]: successorArn },
    { signal },
  );
  await wait(TAG_MS, signal ?? NEVER);
}

/** Takes over from the task that wrote to a successor before, which notices that and ends. */
export async function takeOver(
  successorArn: string,
  taskId: string,
  options: ClaimOptions,
): Promise<void> {
  const { place, writer, wait = justWait, signal } = options;
  await writer.tag(
    place,
    successorArn,
    { [MIGRATION_TASK_TAG]: taskId },
    { signal },
  );
  await wait(TAKE_OVER_MS, signal ?? NEVER);
}

/** Does something as long as no other task takes over the successor: then its signal is aborted, and this rejects. */
export async function whileOurs<T>(
  successorArn: string,
  taskId: string,
  options: Pick<ClaimOptions, 'inventory' | 'wait' | 'signal'>,
  act: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { inventory, wait = justWait } = options;
  const lost = new AbortController();
  const done = new AbortController();
  const signal = options.signal
    ? AbortSignal.any([options.signal, lost.signal])
    : lost.signal;
  const watching = AbortSignal.any([signal, done.signal]);
  const watch = async () => {
    let unanswered = 0;
    for (;;) {
      await wait(LOOK_EVERY_MS, watching);
      watching.throwIfAborted();
      const memory = await inventory
        .findMemory(successorArn, { signal: watching })
        .catch(() => undefined);
      const task = memory && tagOf(memory, MIGRATION_TASK_TAG);
      unanswered = memory?.tags.state === 'known' ? 0 : unanswered + 1;
      if (unanswered === 0 && task !== taskId) {
        lost.abort(
          new ConflictError(
            `Another task${
              task ? ` (${task})` : ''
            } took over. What was copied stays.`,
          ),
        );
      } else if (unanswered > MAX_UNANSWERED) {
        lost.abort(
          new ConflictError(
            'AWS does not say any more whether another task took over. What was copied stays: retry the task, which goes on where it was.',
          ),
        );
      }
    }
  };
  // It ends by an abort only.
  watch().catch(() => {});
  try {
    return await act(signal);
  } finally {
    done.abort();
  }
}
