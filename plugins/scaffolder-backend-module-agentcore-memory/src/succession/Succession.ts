import { ConflictError, InputError } from '@backstage/errors';
import {
  MemoryFacts,
  MIGRATION_TASK_TAG,
  OwnerRules,
  parseMemoryArn,
  REPLACED_BY_TAG,
  REPLACES_TAG,
  resolveOwner,
  SUCCESSOR_TAG,
  tagOf,
  WRITER_TAG,
} from 'backstage-plugin-agentcore-memory-common';
import {
  findOwned,
  MemoryInventory,
  NamedMemory,
} from 'backstage-plugin-agentcore-memory-node';

/** A memory and the one that gets its data, as AWS has them now. */
export interface Succession {
  source: MemoryFacts;
  successor: MemoryFacts;
}

/** With what both are looked at. */
export interface SuccessionOptions {
  owners: OwnerRules;
  inventory: MemoryInventory;
  signal?: AbortSignal;
}

function refuse(why: string): never {
  throw new InputError(`memoryArn: ${why}`);
}

/** Whether both memories are the owner's and name each other, by what AWS says of them. Throws where not. */
export function judgeSuccession(
  { source, successor }: Succession,
  { owner, owners }: { owner: string; owners: OwnerRules },
): void {
  const { memoryId } = successor;
  for (const memory of [source, successor]) {
    if (resolveOwner(memory.tags, owners).ownerRef !== owner) {
      refuse(`${memory.memoryId} has another owner now.`);
    }
    if (memory.managedBy.state !== 'absent') {
      refuse(`another resource manages ${memory.memoryId}.`);
    }
  }
  if (tagOf(successor, REPLACES_TAG) !== source.arn) {
    refuse(`${memoryId} does not say that it replaces this memory.`);
  }
  const names = [SUCCESSOR_TAG, REPLACED_BY_TAG];
  if (names.some(key => tagOf(successor, key) === source.arn)) {
    refuse(`the memory and ${memoryId} name each other as successor.`);
  }
}

/**
 * Finds the memory that gets, or got, the data of another one. Tags can be written by anybody who may tag: both have to say
 * so, and both have to be the owner's and in one place. Throws where that does not hold.
 */
export async function findSuccession(
  asked: NamedMemory,
  options: SuccessionOptions & { states: readonly string[] },
): Promise<Succession> {
  const { owners, inventory, signal, states } = options;
  const source = await findOwned(asked, owners, inventory, { states, signal });
  const arn = tagOf(source, SUCCESSOR_TAG) ?? tagOf(source, REPLACED_BY_TAG);
  const parts = arn === undefined ? undefined : parseMemoryArn(arn);
  if (!arn || !parts) refuse('the memory was not replaced by another one.');
  const isNear =
    parts.accountId === source.accountId &&
    parts.region === source.region &&
    arn !== source.arn;
  if (!isNear) refuse('what its tags name as its successor can be none.');
  const successor = await findOwned(
    { source: { ...parts, arn }, owner: asked.owner },
    owners,
    inventory,
    { states: ['ACTIVE'], signal },
  ).catch((error: Error): never => {
    signal?.throwIfAborted();
    return refuse(
      `its successor ${parts.memoryId} can't be looked at: ${error.message}`,
    );
  });
  judgeSuccession({ source, successor }, { owner: asked.owner, owners });
  return { source, successor };
}

/**
 * The same for a run that moves the data: throws as well where another one does that, to this successor or to another
 * one.
 */
export async function checkSuccession(
  named: NamedMemory,
  expected: { successorArn: string; run: string },
  options: SuccessionOptions,
): Promise<Succession> {
  const found = await findSuccession(named, { ...options, states: ['ACTIVE'] });
  const { successor } = found;
  const { successorArn, run } = expected;
  if (successor.arn !== successorArn) {
    throw new ConflictError(
      `Another task moves the data to ${
        successor.memoryId
      }. What this task made, ${successorArn.split('/')[1]}, stays: delete it.`,
    );
  }
  if (tagOf(successor, WRITER_TAG) !== run) {
    const task = tagOf(successor, MIGRATION_TASK_TAG);
    throw new ConflictError(
      `Another run${task ? ` (task ${task})` : ''} writes to ${
        successor.memoryId
      } now. This one wrote no more.`,
    );
  }
  return found;
}
