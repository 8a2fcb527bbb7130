import {
  ScoredMemory,
  scoreMemories,
} from 'backstage-plugin-agentcore-memory-common';
import { OwnerKey } from '../scorecards/ownerKeys';
import {
  compareMemory,
  firstSeen,
  gone,
  MemoryNow,
  toldBy,
} from './compareMemory';
import { Sums, TransitionRow } from './historyRows';
import { letOthersGo } from './letOthersGo';
import { MemoryState, NewTransition } from './MemoryState';

/** A scope, as far as scans know it. */
export interface ScopeNow {
  scope: string;
  /** How many memories the last complete listing showed; absent: it was never listed completely. */
  listed?: number;
  /** ISO 8601: when that listing ended. */
  listedAt?: string;
  /** How many of them the catalog is known not to show. */
  notInCatalog: number;
}

/** What is known at one moment. */
export interface Recording {
  at: Date;
  memories: readonly MemoryNow[];
  /** Every scope that scans know. */
  scopes: readonly ScopeNow[];
}

/** Memories are judged with other settings, or by another version, than before. */
export interface Judgement {
  /** See `ANNOTATION_ASSESSED_WITH`. */
  from: string;
  to: string;
  /** How many of them came out differently. */
  memories: number;
}

/** What was recorded before. */
export interface Before {
  states: ReadonlyMap<string, MemoryState>;
  /**
   * By scope that was recorded before: how many memories the catalog lacked of it that were never recorded, such as
   * one whose name somebody else holds.
   */
  lacking: ReadonlyMap<string, number>;
}

/** What changes with a recording. */
export interface Changes {
  states: MemoryState[];
  gone: string[];
  transitions: Omit<TransitionRow, 'id'>[];
  judgements: Judgement[];
  /** By scope, where it is new or differs. */
  lacking: Map<string, number>;
  /** Scopes that were recorded before, and that scans do not know any more. */
  forgotten: string[];
}

/** What a recording tells. */
export interface Told extends Changes {
  /** What is counted for each owner on that day. */
  sums: Map<OwnerKey, Sums>;
  /** Memories that AWS has and nobody counts: the catalog never showed them. */
  notCounted: number;
}

/** Memories that are looked at in one go; others must not have to wait for a hundred thousand. */
const IN_ONE_GO = 2_000;

function toTransitionRow(
  { kind, rule, from, to, failedMs }: NewTransition,
  { entityRef, title, ownerKey }: MemoryState,
  at: string,
): Omit<TransitionRow, 'id'> {
  return {
    at,
    kind,
    entity_ref: entityRef,
    title,
    owner_key: ownerKey,
    rule: rule ?? null,
    from_outcome: from ?? null,
    to_outcome: to ?? null,
    ends_failure: failedMs !== undefined,
    failed_ms: failedMs ?? null,
  };
}

function isSame(before: MemoryState, now: MemoryNow): boolean {
  return (
    before.outcomes === toldBy(now).outcomes.key &&
    before.verdict === toldBy(now).verdict &&
    (now.stale || before.assessedWith === now.assessedWith) &&
    before.ownerKey === now.ownerKey &&
    before.title === now.title &&
    before.scope === now.scope
  );
}

/** The memories that would be recorded differently than they were, and those that were recorded and are not there. */
export function findDifferent(
  known: ReadonlyMap<string, MemoryState>,
  memories: readonly MemoryNow[],
): string[] {
  const refs = new Set(memories.map(({ entityRef }) => entityRef));
  const different = memories.filter(now => {
    const before = known.get(now.entityRef);
    return !before || !isSame(before, now);
  });
  return [
    ...different.map(({ entityRef }) => entityRef),
    ...[...known.keys()].filter(ref => !refs.has(ref)),
  ];
}

/**
 * Decides of memories that were recorded and are not among those that are known: are they gone, or only not shown?
 *
 * @param listedByScope - how many are known that were there already at the scope's last complete listing
 */
function sortMissing(
  states: readonly MemoryState[],
  listedByScope: ReadonlyMap<string, number>,
  scopes: ReadonlyMap<string, ScopeNow>,
  lacking: ReadonlyMap<string, number>,
) {
  const deleted: MemoryState[] = [];
  const notLookedFor: MemoryState[] = [];
  const lost: MemoryState[] = [];
  for (const state of states) {
    const { scope } = state;
    const now = scopes.get(scope);
    if (!now) notLookedFor.push(state);
    else if (now.listed === undefined) lost.push(state);
    else {
      // A complete listing has to say as well that there are no more than the catalog shows.
      const missing = now.listed - (listedByScope.get(scope) ?? 0);
      (missing <= (lacking.get(scope) ?? 0) ? deleted : lost).push(state);
    }
  }
  return { deleted, notLookedFor, lost };
}

function countInto<K>(counts: Map<K, number>, key: K): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Compares what is known with what was recorded. */
export async function compareAll(
  { states, lacking }: Before,
  { at: date, memories, scopes: allScopes }: Recording,
): Promise<Told> {
  const at = date.toISOString();
  const scopes = new Map(allScopes.map(scope => [scope.scope, scope]));
  const told: Omit<Changes, 'judgements' | 'lacking' | 'forgotten'> = {
    states: [],
    gone: [],
    transitions: [],
  };
  const judgements = new Map<string, Judgement>();
  const present = new Map<string, number>();
  const listedByScope = new Map<string, number>();
  const counted = new Map<OwnerKey, ScoredMemory[]>();
  const count = (key: OwnerKey, memory: ScoredMemory) => {
    const all = counted.get(key);
    if (all) all.push(memory);
    else counted.set(key, [memory]);
  };
  const seen = new Set<string>();
  for (const now of memories) {
    if (seen.size % IN_ONE_GO === 0) await letOthersGo();
    seen.add(now.entityRef);
    countInto(present, now.scope);
    count(now.ownerKey, {
      ...now,
      complete: ![...now.outcomes.byRule.values()].includes('unknown'),
    });
    const before = states.get(now.entityRef);
    const { listedAt } = scopes.get(now.scope) ?? {};
    // One that came after the listing is not among those that it showed.
    if (before && listedAt !== undefined && before.firstSeen <= listedAt) {
      countInto(listedByScope, now.scope);
    }
    if (before && isSame(before, now)) continue;
    const { state, transitions, isReassessed } = before
      ? compareMemory(before, now, at)
      : firstSeen(now, at, !lacking.has(now.scope));
    told.states.push(state);
    told.transitions.push(
      ...transitions.map(each => toTransitionRow(each, state, at)),
    );
    const { assessedWith: to } = state;
    if (!before || to === undefined) continue;
    if (before.assessedWith === to && !isReassessed) continue;
    const { assessedWith: from = '' } = before;
    const judgement = judgements.get(to) ?? { from, to, memories: 0 };
    judgement.memories += isReassessed ? 1 : 0;
    judgements.set(to, judgement);
  }
  const missing = [...states.values()].filter(
    ({ entityRef }) => !seen.has(entityRef),
  );
  const { deleted, notLookedFor, lost } = sortMissing(
    missing,
    listedByScope,
    scopes,
    lacking,
  );
  const end = (state: MemoryState, wasDeleted: boolean) => {
    told.gone.push(state.entityRef);
    told.transitions.push(
      ...gone(state, at, wasDeleted).map(each =>
        toTransitionRow(each, state, at),
      ),
    );
  };
  deleted.forEach(state => end(state, true));
  notLookedFor.forEach(state => end(state, false));
  const kept = new Map<string, number>();
  for (const { ownerKey, scope } of lost) {
    countInto(kept, scope);
    count(ownerKey, { verdict: 'unknown', complete: false, stale: false });
  }
  let notCounted = 0;
  const nowLacking = new Map<string, number>();
  for (const { scope, listed, notInCatalog } of allScopes) {
    if (listed === undefined) continue;
    const known = (present.get(scope) ?? 0) + (kept.get(scope) ?? 0);
    const unknown = Math.max(0, listed - known);
    notCounted += unknown;
    const before = lacking.get(scope);
    // A scope counts as recorded from when the catalog shows all of it that it is going to.
    if (before === undefined && unknown > notInCatalog) continue;
    // Those that are lost may be deleted meanwhile: they must not stand for one that was never shown.
    const least = kept.has(scope) ? before ?? 0 : 0;
    const now = Math.max(least, unknown);
    if (before !== now) nowLacking.set(scope, now);
  }
  return {
    ...told,
    judgements: [...judgements.values()],
    lacking: nowLacking,
    forgotten: [...lacking.keys()].filter(scope => !scopes.has(scope)),
    sums: new Map(
      [...counted].map(([key, owned]) => [key, scoreMemories(owned)]),
    ),
    notCounted,
  };
}
