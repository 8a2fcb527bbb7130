import { ConflictError } from '@backstage/errors';
import {
  KeyFacts,
  keyArnOf,
  MemoryFacts,
} from 'backstage-plugin-agentcore-memory-common';
import {
  AwsPlace,
  MemoryInventory,
} from 'backstage-plugin-agentcore-memory-node';

/** The tag that a created memory carries its owner in. */
export const OWNER_TAG = 'owner';

/**
 * The memory of this name, if there is one. AWS makes ids of the name and ten characters; a prefix alone
 * would also match `notes_archive` for `notes`.
 */
export async function findByName(
  inventory: MemoryInventory,
  place: AwsPlace,
  name: string,
  signal?: AbortSignal,
): Promise<MemoryFacts | undefined> {
  const { memories, notUnderstood } = await inventory.listMemories(place, {
    signal,
  });
  const match = memories.find(({ memoryId }) => {
    const parts = /^(.*)-[a-zA-Z0-9]{10}$/.exec(memoryId);
    return parts?.[1] === name;
  });
  if (!match && notUnderstood.length > 0) {
    throw new ConflictError(
      `name: it cannot be told whether there is a memory ${name} in ${place.region} of account ${place.accountId}: ${notUnderstood[0]}. Nothing was created.`,
    );
  }
  return match && inventory.readMemory(match, { signal });
}

/**
 * Whether an existing memory is the one that was asked for: the same key and the same owner. Throws a
 * `ConflictError` where it is not, or where that is not known: it may belong to another team then.
 */
export function checkAdoptable(
  existing: MemoryFacts,
  wanted: { key: Pick<KeyFacts, 'arn' | 'metadata'>; owner: string },
): void {
  const refuse = (why: string) => {
    throw new ConflictError(
      `name: there already is a memory ${existing.memoryId} in ${existing.region} of account ${existing.accountId}, ${why}. Nothing was created.`,
    );
  };
  if (existing.details.state !== 'known' || existing.tags.state !== 'known') {
    return refuse('which could not be read');
  }
  const { encryptionKeyArn } = existing.details.value;
  if (encryptionKeyArn.state !== 'known') {
    return refuse('encrypted with a key that AWS owns');
  }
  if (
    ![wanted.key.arn, keyArnOf(wanted.key)].includes(encryptionKeyArn.value)
  ) {
    return refuse(`encrypted with another key, ${encryptionKeyArn.value}`);
  }
  const owner = existing.tags.value[OWNER_TAG];
  if (owner !== wanted.owner) {
    return refuse(owner ? `owned by ${owner}` : 'which has no owner');
  }
  return undefined;
}
