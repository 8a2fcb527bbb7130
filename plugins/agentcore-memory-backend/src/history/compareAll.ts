import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { OwnerKey } from '../scorecards/ownerKeys';
import {
  compareMemory,
  firstSeen,
  gone,
  MemoryNow,
  toldBy,
} from './compareMemory';
import { TransitionRow } from './historyRows';
import { MemoryState, NewTransition } from './MemoryState';

/** What is known at one moment. */
export interface Recording {
  at: Date;
  memories: readonly MemoryNow[];
  /** The scorecard of every owner that has memories. */
  cards: ReadonlyMap<OwnerKey, Scorecard>;
  /** Scopes that were listed completely, and all of whose memories are among `memories`. */
  shown: ReadonlySet<string>;
  /** Whether a memory that is not among `memories` is there all the same, as far as is known. */
  isThere: (state: MemoryState) => boolean;
}

/** Memories are judged with other settings, or by another version, than before. */
export interface Judgement {
  /** See `ANNOTATION_ASSESSED_WITH`. */
  from: string;
  to: string;
  /** How many of them came out differently. */
  memories: number;
}

/** What changes with a recording. */
export interface Changes {
  states: MemoryState[];
  gone: string[];
  transitions: Omit<TransitionRow, 'id'>[];
  judgements: Judgement[];
}

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
 * Compares what is known with what was recorded. `scopes` are those that were recorded before: what is in another one
 * is not new, but was not looked for until now.
 */
export function compareAll(
  known: ReadonlyMap<string, MemoryState>,
  { at: date, memories, isThere }: Recording,
  scopes: ReadonlySet<string>,
): Changes {
  const at = date.toISOString();
  const changes: Omit<Changes, 'judgements'> = {
    states: [],
    gone: [],
    transitions: [],
  };
  const judgements = new Map<string, Judgement>();
  const seen = new Set<string>();
  for (const now of memories) {
    seen.add(now.entityRef);
    const before = known.get(now.entityRef);
    if (before && isSame(before, now)) continue;
    const { state, transitions, isReassessed } = before
      ? compareMemory(before, now, at)
      : firstSeen(now, at, !scopes.has(now.scope));
    changes.states.push(state);
    changes.transitions.push(
      ...transitions.map(each => toTransitionRow(each, state, at)),
    );
    const from = before?.assessedWith;
    const to = state.assessedWith;
    if (from === undefined || to === undefined || from === to) continue;
    const judgement = judgements.get(to) ?? { from, to, memories: 0 };
    judgement.memories += isReassessed ? 1 : 0;
    judgements.set(to, judgement);
  }
  for (const [ref, before] of known) {
    if (seen.has(ref)) continue;
    // What was last known of it stays. That it is not covered, the scan of its scope tells.
    if (isThere(before)) continue;
    changes.gone.push(ref);
    changes.transitions.push(
      ...gone(before, at).map(each => toTransitionRow(each, before, at)),
    );
  }
  return { ...changes, judgements: [...judgements.values()] };
}
