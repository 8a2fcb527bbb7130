import { MemoryInventory } from 'backstage-plugin-agentcore-memory-node';
import limiterFactory from 'p-limit';
import { FactStore } from '../store/FactStore';
import { StoredMemory } from '../store/rows';

/** Calls under way at the same time; the budget of calls decides how fast they follow. */
const CALLS_AT_ONCE = 16;

/**
 * Asks AWS for memories one by one, of which a doubtful listing shows nothing. Those that it does not find are noted
 * as such.
 *
 * @returns those of which it did not say that they are gone
 */
export async function askOneByOne(
  memories: readonly StoredMemory[],
  options: {
    inventory: Pick<MemoryInventory, 'readDetails'>;
    store: Pick<FactStore, 'markNotFound'>;
    /** ISO 8601: before AWS was asked for the listing. */
    askedAt: string;
    signal?: AbortSignal;
  },
): Promise<StoredMemory[]> {
  const { inventory, store, askedAt, signal } = options;
  const limit = limiterFactory(CALLS_AT_ONCE);
  const kept = await Promise.all(
    memories.map(memory =>
      limit(async () => {
        const { state } = await inventory.readDetails(memory.facts, { signal });
        if (state !== 'missing') return memory;
        await store.markNotFound(memory.arn, askedAt);
        return undefined;
      }),
    ),
  );
  return kept.filter(memory => memory !== undefined);
}
