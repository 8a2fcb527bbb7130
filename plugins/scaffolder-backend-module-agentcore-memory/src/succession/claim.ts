import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import {
  MemoryFacts,
  MIGRATION_TASK_TAG,
  SUCCESSOR_TAG,
  tagOf,
  WRITER_TAG,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  MemoryInventory,
  MemoryWriter,
  refuseSecondSuccessor,
  Requester,
} from 'backstage-plugin-agentcore-memory-node';
import { justWait, Wait } from '../wait';

/**
 * AWS has no locks, and records that two runs write would be there twice. So a run that writes looks this often whether
 * another one took over, and waits this long for an answer; it ends when it got none three times in a row. One that takes
 * over waits for longer than all that before it writes. In milliseconds.
 */
const LOOK_EVERY_MS = 5_000;
const LOOK_FOR_MS = 2_000;
const MAX_UNANSWERED = 3;
const TAKE_OVER_MS = 30_000;
/** Every so many looks the old memory is looked at as well. */
const BOTH_EVERY = 12;
/** How long a tag that was written may not be seen. */
const TAG_MS = 3_000;

/** With what runs keep out of each other's way. */
export interface ClaimOptions {
  place: AwsPlace;
  inventory: MemoryInventory;
  writer: MemoryWriter;
  wait?: Wait;
  signal?: AbortSignal;
}

/**
 * Says on a memory by which one it is being replaced, and waits until others see that. Refuses where another task was
 * faster.
 */
export async function nameSuccessor(
  sourceArn: string,
  successorArn: string,
  {
    place,
    inventory,
    writer,
    wait = justWait,
    signal,
    ...task
  }: ClaimOptions & { requester: Requester; taskId: string },
): Promise<void> {
  const memory = await inventory.findMemory(sourceArn, { signal });
  if (!memory) throw new ConflictError('The old memory was deleted meanwhile');
  // Making the new one took minutes.
  await refuseSecondSuccessor(memory, { ...task, inventory, signal });
  if (tagOf(memory, SUCCESSOR_TAG) === successorArn) return;
  await writer.tag(
    place,
    sourceArn,
    { [SUCCESSOR_TAG]: successorArn },
    { signal },
  );
  await wait(TAG_MS, signal);
}

/**
 * Makes a run the only one that may write to a successor. A run that did before notices that and ends, be it of another
 * task or of the same one, which a backend that lost its database for a moment may have been given twice. Gives the value by
 * which the run is known.
 */
export async function takeOver(
  successorArn: string,
  taskId: string,
  {
    place,
    writer,
    wait = justWait,
    signal,
    isNew,
  }: ClaimOptions & {
    /** Whether this run created the successor, so that no other one can write yet. */
    isNew: boolean;
  },
): Promise<string> {
  const run = randomUUID();
  await writer.tag(
    place,
    successorArn,
    { [MIGRATION_TASK_TAG]: taskId, [WRITER_TAG]: run },
    { signal },
  );
  await wait(isNew ? TAG_MS : TAKE_OVER_MS, signal);
  return run;
}

/** What a run looks at while it writes. */
export interface Watched {
  sourceArn: string;
  successorArn: string;
  /** See `takeOver`. */
  run: string;
  /** Throws where the two are no succession any more. */
  check: (source: MemoryFacts, successor: MemoryFacts) => void;
}

/** Does something as long as a run is the one that may write: else its signal is aborted, and this rejects. */
export async function whileOurs<T>(
  { sourceArn, successorArn, run, check }: Watched,
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
  /** Whether AWS answered. Throws where the run may not go on. */
  const look = async (both: boolean): Promise<boolean> => {
    const read = async (arn: string) => {
      const limit = AbortSignal.any([
        watching,
        AbortSignal.timeout(LOOK_FOR_MS),
      ]);
      const memory = await inventory
        .findMemory(arn, { signal: limit })
        .catch(() => undefined);
      return memory?.tags.state === 'known' ? memory : undefined;
    };
    const successor = await read(successorArn);
    if (!successor) return false;
    if (tagOf(successor, WRITER_TAG) !== run) {
      const task = tagOf(successor, MIGRATION_TASK_TAG);
      throw new ConflictError(
        `Another run${
          task ? ` (task ${task})` : ''
        } took over. What was copied stays.`,
      );
    }
    if (!both) return true;
    const source = await read(sourceArn);
    if (source) check(source, successor);
    return source !== undefined;
  };
  const watch = async () => {
    let unanswered = 0;
    for (let count = 1; ; count += 1) {
      await wait(LOOK_EVERY_MS, watching);
      watching.throwIfAborted();
      unanswered = (await look(count % BOTH_EVERY === 0)) ? 0 : unanswered + 1;
      if (unanswered >= MAX_UNANSWERED) {
        throw new ConflictError(
          'AWS does not say any more whether another run took over. What was copied stays: retry the task, which goes on where it was.',
        );
      }
    }
  };
  watch().catch(error => {
    if (!watching.aborted) lost.abort(error);
  });
  try {
    return await act(signal);
  } catch (error) {
    // Not that of a call that was under way.
    if (lost.signal.aborted) throw lost.signal.reason;
    throw error;
  } finally {
    done.abort();
  }
}
