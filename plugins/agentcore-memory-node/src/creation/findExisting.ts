import { ConflictError } from '@backstage/errors';
import { memoryEntityRef } from 'backstage-plugin-agentcore-memory-common';
import { AwsPlace } from '../aws/AwsPlace';
import { ListedMemory } from '../aws/toFacts';
import { MemoryInventory } from '../inventory/MemoryInventory';
import { Requester } from '../permissions/Requester';
import { MemoryWriter, NewMemory } from '../writer/MemoryWriter';
import { findByName } from './findByName';
import { findDifferences, notComparable } from './findDifferences';

/** A memory of the wanted name. @public */
export interface ExistingMemory extends ListedMemory {
  /**
   * What of it AWS does not show, in words, so that it can't be told whether it is as wanted. AWS knows it by the
   * token with which it was created.
   */
  notComparable: string[];
}

/**
 * The memory of the wanted name, if there is one and it does not differ from what is wanted. Throws a `ConflictError`
 * where it does: how is told to those who may read it in the catalog, to others that the name is taken.
 *
 * @public
 */
export async function findExisting(
  place: AwsPlace,
  wanted: Omit<NewMemory, 'clientToken'>,
  options: {
    /** The ARNs by which the memory may name the key. */
    keyArns: readonly string[];
    requester: Requester;
    inventory: MemoryInventory;
    writer: MemoryWriter;
    signal?: AbortSignal;
  },
): Promise<ExistingMemory | undefined> {
  const { keyArns, requester, inventory, writer, signal } = options;
  const found = await findByName(inventory, place, wanted.name, signal);
  if (!found) return undefined;
  const [state, facts] = await Promise.all([
    writer.read(place, found.memoryId, { signal }),
    inventory.readMemory(found, { signal }),
  ]);
  const differences = findDifferences(state, facts.tags, wanted, keyArns);
  if (differences.length === 0) {
    return { ...found, notComparable: notComparable(wanted) };
  }
  throw await nameTaken(place, found, differences, requester);
}

/** Says that a name is taken, and by what to those who may read that in the catalog. @public */
export async function nameTaken(
  place: AwsPlace,
  found: ListedMemory,
  differences: readonly string[],
  requester: Requester,
): Promise<ConflictError> {
  const name = found.memoryId.replace(/-[a-zA-Z0-9]{10}$/, '');
  const what = (await requester.mayKnow(memoryEntityRef(found), found.arn))
    ? `memory ${
        found.memoryId
      } has this name and is not what is asked for: ${differences.join('; ')}`
    : `"${name}" is taken in ${place.region} of account ${place.accountId}`;
  return new ConflictError(
    `name: ${what}. Choose another name. Nothing was created.`,
  );
}
