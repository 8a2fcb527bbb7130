import { ConflictError } from '@backstage/errors';
import { AwsPlace } from '../aws/AwsPlace';
import { ListedMemory } from '../aws/toFacts';
import { MemoryInventory } from '../inventory/MemoryInventory';

/**
 * The memory of this name, if there is one. AWS makes ids of the name and ten characters; a prefix alone
 * would also match `notes_archive` for `notes`.
 */
export async function findByName(
  inventory: MemoryInventory,
  place: AwsPlace,
  name: string,
  signal?: AbortSignal,
): Promise<ListedMemory | undefined> {
  const { memories, notUnderstood } = await inventory.listMemories(place, {
    signal,
  });
  const match = memories.find(({ memoryId }) => {
    const parts = /^(.*)-[a-zA-Z0-9]{10}$/.exec(memoryId);
    return parts?.[1] === name;
  });
  if (!match && notUnderstood.length > 0) {
    throw new ConflictError(
      `name: whether there is a memory ${name} in ${place.region} of account ${place.accountId} can't be told, as AWS listed something that is not understood. Nothing was created.`,
    );
  }
  return match;
}
