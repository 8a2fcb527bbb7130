import { ConflictError, isError } from '@backstage/errors';
import {
  AwsPlace,
  findKeyByAlias,
  KeyWriter,
  MemoryInventory,
} from 'backstage-plugin-agentcore-memory-node';

/** Gives a new key its alias; may be repeated. Throws a `ConflictError` where another key got it meanwhile. */
export async function giveAlias(
  place: AwsPlace,
  alias: string,
  keyArn: string,
  options: {
    keyWriter: KeyWriter;
    inventory: MemoryInventory;
    signal?: AbortSignal;
  },
): Promise<void> {
  const { keyWriter, inventory, signal } = options;
  try {
    await keyWriter.createAlias(place, alias, keyArn, { signal });
  } catch (error) {
    if (!isError(error) || error.name !== 'AlreadyExistsException') throw error;
    const reader = inventory.createKeyReader({ signal });
    const taken = await findKeyByAlias(reader, place, alias, 'alias');
    if (taken === keyArn) return;
    throw new ConflictError(
      `alias: ${alias} was taken meanwhile. The key ${keyArn} was created and has no alias: give it another one, or schedule its deletion.`,
    );
  }
}
