import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { CountedMemory } from './MemoryCount';

/** A memory of which it is known whether its facts are recent. */
export type FreshMemory = CountedMemory & { stale: boolean };

/** Whether an instant lies before a limit. */
export function olderThan(date: string | undefined, limit: number): boolean {
  const time = date === undefined ? NaN : Date.parse(date);
  // Also true for what is no date: unknown age is old age.
  return !(time >= limit);
}

/**
 * Decides on reading which memories are stale: their scope was not listed completely, or AWS did not answer
 * about them, for longer than `staleAfterMs`. A scope that never reported is one of unknown age, and so is one
 * that is not available and never was listed: that there is nothing to list proves nothing about a memory.
 */
export function freshness(
  memories: CountedMemory[],
  scopes: ReadonlyMap<string, Pick<ScopeHealth, 'lastCompleteAt'>>,
  { now, staleAfterMs }: { now: number; staleAfterMs: number },
): FreshMemory[] {
  const limit = now - staleAfterMs;
  return memories.map(memory => ({
    ...memory,
    stale:
      olderThan(scopes.get(memory.scope)?.lastCompleteAt, limit) ||
      (memory.staleSince !== undefined && olderThan(memory.staleSince, limit)),
  }));
}
