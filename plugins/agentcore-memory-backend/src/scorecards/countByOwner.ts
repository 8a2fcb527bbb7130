import {
  RuleTally,
  Scorecard,
  scoreMemories,
} from 'backstage-plugin-agentcore-memory-common';
import { Owner } from './GroupTree';
import { SnapshotMemory } from './MemorySnapshot';
import { OwnerKey, ownerKeyOf } from './ownerKeys';
import { sumTallies, tallyRules } from './tallyRules';

/** The memories of one owner, without those of the groups below it. */
export interface Owned {
  memories: readonly SnapshotMemory[];
  card: Scorecard;
  tallies: readonly RuleTally[];
}

/** Counts memories for whom they belong to. Every memory is counted once. */
export function countByOwner(
  memories: readonly SnapshotMemory[],
  owners: ReadonlyMap<string, Owner>,
): Map<OwnerKey, Owned> {
  const byOwner = new Map<OwnerKey, SnapshotMemory[]>();
  for (const memory of memories) {
    const key = ownerKeyOf(memory, owners);
    const owned = byOwner.get(key);
    if (owned) owned.push(memory);
    else byOwner.set(key, [memory]);
  }
  return new Map(
    [...byOwner].map(([key, owned]) => [
      key,
      {
        memories: owned,
        card: scoreMemories(owned),
        tallies: tallyRules(owned),
      },
    ]),
  );
}

/** The tallies of several owners together. */
export function tallyAll(all: Iterable<Owned>): RuleTally[] {
  return sumTallies([...all].map(({ tallies }) => tallies));
}
