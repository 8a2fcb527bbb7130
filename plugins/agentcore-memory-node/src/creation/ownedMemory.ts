import { InputError, NotAllowedError } from '@backstage/errors';
import {
  MemoryArnParts,
  memoryEntityRef,
  MemoryFacts,
  OwnerRules,
  ownerRefOf,
  parseMemoryArn,
  resolveOwner,
} from 'backstage-plugin-agentcore-memory-common';
import { MemoryInventory } from '../inventory/MemoryInventory';
import { Requester } from '../permissions/Requester';
import { FieldProblemsError } from './FieldProblems';

/** A memory as a person named it. @public */
export interface NamedMemory {
  /** Its ARN, and the parts of it. */
  source: MemoryArnParts & { arn: string };
  /** Full entity ref. */
  owner: string;
}

function refuse(field: string, message: string): never {
  throw new FieldProblemsError([{ field, message }]);
}

/**
 * Reads the ARN and the owner that a person gives of a memory.
 *
 * @throws `FieldProblemsError`
 * @public
 */
export function readNamedMemory(input: {
  memoryArn: string;
  owner: string;
}): NamedMemory {
  const parts = parseMemoryArn(input.memoryArn);
  const owner = ownerRefOf(input.owner);
  if (!parts) refuse('memoryArn', 'must be the ARN of an AgentCore memory');
  if (!owner) refuse('owner', `"${input.owner}" is not a group or user`);
  return { source: { ...parts, arn: input.memoryArn }, owner };
}

/**
 * Throws a `NotAllowedError` where the catalog does not show somebody a memory: who moves its data is told how it is set
 * up.
 *
 * @public
 */
export async function refuseHidden(
  source: NamedMemory['source'],
  requester: Requester,
): Promise<void> {
  if (await requester.mayKnow(memoryEntityRef(source), source.arn)) return;
  throw new NotAllowedError(
    'memoryArn: the catalog does not show you this memory, or not yet',
  );
}

/**
 * Finds a memory for somebody who was allowed to act for an owner. Its owner is the one that AWS's tags and the
 * configuration say. Nothing but AWS's answers is believed.
 *
 * @throws `NotAllowedError` where it has another owner or does not exist, `InputError` where something else manages it, or
 * it is in none of the `states`
 * @public
 */
export async function findOwned(
  { source, owner }: NamedMemory,
  owners: OwnerRules,
  inventory: MemoryInventory,
  { states, signal }: { states: readonly string[]; signal?: AbortSignal },
): Promise<MemoryFacts> {
  const memory = await inventory.findMemory(source.arn, { signal });
  // One answer for "there is none" and "it is not theirs": who may not act for its owner does not learn that it exists.
  // Tags that could not be read may name another owner than the account's or the default one.
  const isTheirs =
    memory?.tags.state === 'known' &&
    resolveOwner(memory.tags, owners).ownerRef === owner;
  if (!isTheirs) {
    throw new NotAllowedError(
      `memoryArn: ${owner} has no such memory, or its tags could not be read`,
    );
  }
  if (memory.managedBy.state === 'known') {
    throw new InputError(
      `memoryArn: the memory is managed by ${memory.managedBy.value}, which alone may change or delete it. Nothing was changed.`,
    );
  }
  if (memory.managedBy.state !== 'absent') {
    throw new InputError(
      'memoryArn: whether another resource manages the memory could not be read. Nothing was changed.',
    );
  }
  if (!states.includes(memory.status)) {
    throw new InputError(
      `memoryArn: the memory is ${memory.status}, not ${states.join(
        ' or ',
      )}. Nothing was changed.`,
    );
  }
  return memory;
}
