import { ConflictError } from '@backstage/errors';
import {
  keyArnOf,
  memoryEntityRef,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  KeyReading,
  ListedMemory,
  MemoryInventory,
  MemoryWriter,
  NewMemory,
} from 'backstage-plugin-agentcore-memory-node';
import { findByName } from './findByName';
import { findDifferences } from './findDifferences';
import { Initiator } from './Initiator';

/**
 * The memory of the wanted name, if there is one and it is just what is wanted. Throws a `ConflictError` where it is
 * not: how it differs is told to those who may read it in the catalog, to others that the name is taken.
 */
export async function findExisting(
  place: AwsPlace,
  wanted: NewMemory,
  options: {
    key: KeyReading;
    initiator: Initiator;
    inventory: MemoryInventory;
    writer: MemoryWriter;
    signal?: AbortSignal;
  },
): Promise<ListedMemory | undefined> {
  const { key, initiator, inventory, writer, signal } = options;
  const found = await findByName(inventory, place, wanted.name, signal);
  if (!found) return undefined;
  const [state, facts] = await Promise.all([
    writer.read(place, found.memoryId, { signal }),
    inventory.readMemory(found, { signal }),
  ]);
  const differences = findDifferences(state, facts.tags, wanted, [
    key.arn,
    keyArnOf(key) ?? key.arn,
  ]);
  if (differences.length === 0) return found;
  const what = (await initiator.mayKnow(memoryEntityRef(found), found.arn))
    ? `memory ${
        found.memoryId
      } has this name and is not what is asked for: ${differences.join('; ')}`
    : `"${wanted.name}" is taken in ${place.region} of account ${place.accountId}`;
  throw new ConflictError(`name: ${what}. Nothing was created.`);
}
