import {
  compareScorecards,
  OwnerBucket,
  scoreMemories,
  ScorecardItem,
} from 'backstage-plugin-agentcore-memory-common';
import { SnapshotMemory } from './MemorySnapshot';
import { Readable } from './ReadableOwners';

type NoOwner = Exclude<OwnerBucket, 'owner' | 'others'>;

const NO_OWNER_TITLES: Record<NoOwner, string> = {
  'owner-not-found': 'Owner not found',
  unowned: 'Unowned',
};

/** Which kind of row a memory belongs to. */
export function bucketOf(
  memory: SnapshotMemory,
  owners: ReadonlyMap<string, string>,
): Exclude<OwnerBucket, 'others'> {
  if (memory.ownerSource === 'none' || memory.ownerSource === 'unread') {
    return 'unowned';
  }
  // The placeholder owner of a mistyped tag is not an owner, even if a group of that name exists.
  if (memory.ownerSource.startsWith('invalid-')) return 'owner-not-found';
  return owners.has(memory.ownerRef) ? 'owner' : 'owner-not-found';
}

/**
 * Counts memories into rows: owners worst first, then those that the caller may not read, all in one, then those
 * without an owner. No memory is left out.
 */
export function itemsOf(
  memories: SnapshotMemory[],
  owners: ReadonlyMap<string, string>,
  readable: Readable,
): ScorecardItem[] {
  const byOwner = new Map<string, SnapshotMemory[]>();
  const others: SnapshotMemory[] = [];
  const without: Record<NoOwner, SnapshotMemory[]> = {
    'owner-not-found': [],
    unowned: [],
  };
  for (const memory of memories) {
    const bucket = bucketOf(memory, owners);
    if (bucket === 'owner' && !readable.has(memory.ownerRef)) {
      others.push(memory);
    } else if (bucket === 'owner') {
      const owned = byOwner.get(memory.ownerRef) ?? [];
      owned.push(memory);
      byOwner.set(memory.ownerRef, owned);
    } else {
      without[bucket].push(memory);
    }
  }
  const items: ScorecardItem[] = [...byOwner]
    .map(([ownerRef, owned]) => ({
      ...scoreMemories(owned),
      bucket: 'owner' as const,
      ownerRef,
      title: owners.get(ownerRef) ?? ownerRef,
    }))
    .sort((a, b) => compareScorecards(a, b) || a.title.localeCompare(b.title));
  if (others.length > 0) {
    const teams = new Set(others.map(({ ownerRef }) => ownerRef)).size;
    items.push({
      ...scoreMemories(others),
      bucket: 'others',
      title: `Others (${teams} ${teams === 1 ? 'team' : 'teams'})`,
    });
  }
  if (without['owner-not-found'].length > 0) {
    items.push({
      ...scoreMemories(without['owner-not-found']),
      bucket: 'owner-not-found',
      title: NO_OWNER_TITLES['owner-not-found'],
      // A claim names no existing owner, so no permission decides on it: only who may read every entity sees it.
      claims: readable.all
        ? [
            ...new Set(
              without['owner-not-found'].map(
                memory => memory.ownerClaim ?? memory.ownerRef,
              ),
            ),
          ].sort()
        : [],
    });
  }
  if (without.unowned.length > 0) {
    items.push({
      ...scoreMemories(without.unowned),
      bucket: 'unowned',
      title: NO_OWNER_TITLES.unowned,
    });
  }
  return items;
}
