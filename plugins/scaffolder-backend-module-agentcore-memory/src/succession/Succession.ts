import { ConflictError, InputError } from '@backstage/errors';
import {
  MemoryFacts,
  MIGRATION_TASK_TAG,
  OwnerRules,
  parseMemoryArn,
  REPLACED_BY_TAG,
  REPLACES_TAG,
  SUCCESSOR_TAG,
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

/** The value of a tag; undefined where there is none, or the tags are not known. */
export function tagOf({ tags }: MemoryFacts, key: string): string | undefined {
  return tags.state === 'known' && Object.hasOwn(tags.value, key)
    ? tags.value[key]
    : undefined;
}

function refuse(why: string): never {
  throw new InputError(`memoryArn: ${why}`);
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
  if (tagOf(successor, REPLACES_TAG) !== source.arn) {
    refuse(`${parts.memoryId} does not say that it replaces this memory.`);
  }
  const back = [SUCCESSOR_TAG, REPLACED_BY_TAG];
  if (back.some(key => tagOf(successor, key) === source.arn)) {
    refuse(`the memory and ${parts.memoryId} name each other as successor.`);
  }
  return { source, successor };
}

/**
 * The same for a task that moves the data: throws as well where another task does that, to this successor or to another
 * one.
 */
export async function checkSuccession(
  named: NamedMemory,
  expected: { successorArn: string; taskId: string },
  options: SuccessionOptions,
): Promise<Succession> {
  const found = await findSuccession(named, { ...options, states: ['ACTIVE'] });
  const { successor } = found;
  const { successorArn, taskId } = expected;
  if (successor.arn !== successorArn) {
    throw new ConflictError(
      `Another task moves the data to ${
        successor.memoryId
      }. What this task made, ${successorArn.split('/')[1]}, stays: delete it.`,
    );
  }
  const task = tagOf(successor, MIGRATION_TASK_TAG);
  if (task !== taskId) {
    throw new ConflictError(
      `Another task${task ? ` (${task})` : ''} writes to ${
        successor.memoryId
      } now. This one wrote no more.`,
    );
  }
  return found;
}
