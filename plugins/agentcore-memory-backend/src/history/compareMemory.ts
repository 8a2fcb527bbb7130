import {
  Outcome,
  RuleId,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { Outcomes, unreadable } from '../scorecards/Outcomes';
import { SnapshotMemory } from '../scorecards/MemorySnapshot';
import { OwnerKey } from '../scorecards/ownerKeys';
import {
  isJudged,
  Judged,
  MemoryState,
  NewTransition,
  RuleState,
} from './MemoryState';

/** What can be told of a memory now. */
export type MemoryNow = Pick<
  SnapshotMemory,
  | 'entityRef'
  | 'title'
  | 'scope'
  | 'verdict'
  | 'outcomes'
  | 'assessedWith'
  | 'stale'
> & { ownerKey: OwnerKey };

/** What is to be recorded of a memory. */
export interface Comparison {
  state: MemoryState;
  transitions: NewTransition[];
  /** It was judged with other settings, or by another version, than before, and has another verdict. */
  isReassessed: boolean;
}

const LEVELS: Record<Judged, number> = { pass: 0, warn: 1, fail: 2 };

/** What counts of a memory: of a stale one, nothing can be told. */
export function toldBy({ outcomes, stale, verdict }: MemoryNow): {
  outcomes: Outcomes;
  verdict: Verdict;
} {
  return stale
    ? { outcomes: unreadable(outcomes), verdict: 'unknown' }
    : { outcomes, verdict };
}

/** A rule's state after an outcome. What could last be told is kept while nothing can. */
function next(
  before: RuleState | undefined,
  now: Outcome,
  at: string | null,
): RuleState {
  if (!isJudged(now)) return { ...before, now };
  if (now !== 'fail') return { now, last: now };
  const fails = before?.last === 'fail';
  return { now, last: now, failingSince: fails ? before.failingSince : at };
}

function failedMs(before: RuleState, at: string): number | undefined {
  return typeof before.failingSince === 'string'
    ? Date.parse(at) - Date.parse(before.failingSince)
    : undefined;
}

/** What happened to one rule, if anything did. */
function transitionOf(
  rule: RuleId,
  before: RuleState,
  now: Outcome,
  at: string,
): NewTransition[] {
  const wasWrong = before.now === 'fail' || before.now === 'warn';
  if (!isJudged(now)) {
    return wasWrong
      ? [{ kind: 'no-longer-assessed', rule, from: before.now, to: now }]
      : [];
  }
  if (before.last === undefined) {
    return now === 'pass'
      ? []
      : [{ kind: 'new', rule, from: before.now, to: now }];
  }
  const from = before.last;
  if (LEVELS[now] > LEVELS[from]) {
    return [{ kind: 'regressed', rule, from, to: now }];
  }
  return now === 'pass' && from !== 'pass'
    ? [
        {
          kind: 'resolved',
          rule,
          from,
          to: now,
          failedMs: failedMs(before, at),
        },
      ]
    : [];
}

/** The rules of a memory that fail or warn, as transitions of one kind; else one of the whole memory. */
function ofWholeMemory(
  kind: 'new' | 'gone',
  rules: MemoryState['rules'],
  describe: (state: RuleState) => Omit<NewTransition, 'kind' | 'rule'>,
): NewTransition[] {
  const wrong = (Object.entries(rules) as [RuleId, RuleState][]).filter(
    ([, { now }]) => now === 'fail' || now === 'warn',
  );
  return wrong.length > 0
    ? wrong.map(([rule, state]) => ({ kind, rule, ...describe(state) }))
    : [{ kind }];
}

/** Records a memory that was not known before. `isFirst`: nothing was, so that nothing is new. */
export function firstSeen(
  memory: MemoryNow,
  at: string,
  isFirst: boolean,
): Comparison {
  const { outcomes, verdict } = toldBy(memory);
  const { entityRef, title, scope, ownerKey, assessedWith } = memory;
  const rules = Object.fromEntries(
    [...outcomes.byRule].map(([rule, now]) => [
      rule,
      next(undefined, now, isFirst ? null : at),
    ]),
  );
  return {
    state: {
      entityRef,
      title,
      scope,
      ownerKey,
      verdict,
      assessedWith,
      outcomes: outcomes.key,
      rules,
    },
    transitions: isFirst
      ? []
      : ofWholeMemory('new', rules, ({ now }) => ({ to: now })),
    isReassessed: false,
  };
}

/** Records a memory that was known, and what happened to it since. */
export function compareMemory(
  before: MemoryState,
  memory: MemoryNow,
  at: string,
): Comparison {
  const { outcomes, verdict } = toldBy(memory);
  const { entityRef, title, scope, ownerKey } = memory;
  // A stale memory is not judged anew, whatever its entity was last judged with.
  const { assessedWith } = memory.stale ? before : memory;
  const rules: Partial<Record<RuleId, RuleState>> = {};
  const transitions: NewTransition[] = [];
  const known = Object.entries(before.rules) as [RuleId, RuleState][];
  const all = new Set([...outcomes.byRule.keys(), ...known.map(([r]) => r)]);
  for (const rule of all) {
    const state = before.rules[rule];
    // A rule that is off says nothing, as one that does not apply.
    const now = outcomes.byRule.get(rule) ?? 'not-applicable';
    rules[rule] = next(state, now, at);
    transitions.push(
      ...transitionOf(rule, state ?? { now: 'not-applicable' }, now, at),
    );
  }
  if (
    transitions.length === 0 &&
    verdict === 'unknown' &&
    before.verdict !== 'unknown'
  ) {
    transitions.push({ kind: 'no-longer-assessed' });
  }
  const isJudgedAnew =
    before.assessedWith !== assessedWith && before.assessedWith !== undefined;
  return {
    state: {
      entityRef,
      title,
      scope,
      ownerKey,
      verdict,
      assessedWith,
      outcomes: outcomes.key,
      rules,
    },
    // Nothing happened to the memory: nobody is to blame, or to be praised.
    transitions: isJudgedAnew ? [] : transitions,
    isReassessed: isJudgedAnew && before.verdict !== verdict,
  };
}

/** What is recorded of a memory that is there no more. */
export function gone(before: MemoryState, at: string): NewTransition[] {
  return ofWholeMemory('gone', before.rules, state => ({
    from: state.now,
    ...(state.now === 'fail' && { failedMs: failedMs(state, at) }),
  }));
}
