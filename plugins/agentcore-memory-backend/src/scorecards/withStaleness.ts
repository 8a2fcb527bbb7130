import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { olderThan } from '../olderThan';
import { SnapshotMemory } from './MemorySnapshot';

/**
 * The scopes that were listed completely within `staleAfterMs`. A scope that never reported is one of unknown age,
 * and so is one that is not available and never was listed: that there is nothing to list proves nothing about a
 * memory.
 */
export function freshScopesOf(
  scopes: readonly Pick<ScopeHealth, 'scope' | 'lastCompleteAt'>[],
  { now, staleAfterMs }: { now: number; staleAfterMs: number },
): Set<string> {
  const limit = now - staleAfterMs;
  return new Set(
    scopes
      .filter(({ lastCompleteAt }) => !olderThan(lastCompleteAt, limit))
      .map(({ scope }) => scope),
  );
}

/**
 * Decides which memories are stale: their scope is not fresh, or AWS did not answer about them for longer than
 * `staleAfterMs`. Memories that are not stale are those of the snapshot itself, not copies.
 */
export function withStaleness(
  memories: readonly SnapshotMemory[],
  fresh: ReadonlySet<string>,
  { now, staleAfterMs }: { now: number; staleAfterMs: number },
): SnapshotMemory[] {
  const limit = now - staleAfterMs;
  return memories.map(memory => {
    const { scope, staleSince } = memory;
    const stale =
      !fresh.has(scope) ||
      (staleSince !== undefined && olderThan(staleSince, limit));
    return stale ? { ...memory, stale } : memory;
  });
}
