import {
  Outcome,
  RuleId,
  Verdict,
  verdictOf,
} from 'backstage-plugin-agentcore-memory-common';
import { SnapshotMemory } from '../scorecards/MemorySnapshot';
import { Outcomes, unreadable } from '../scorecards/Outcomes';
import { OwnerKey } from '../scorecards/ownerKeys';
import {
  isJudged,
  Judged,
  MemoryState,
  NewTransition,
  RuleState,
  rulesOf,
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

/** What was told once need not be told again for this long, in milliseconds: what flaps would fill the list. */
const TOLD_FOR_MS = 7 * 24 * 3600_000;

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

/** How a rule comes out now, and under what. */
interface Outcoming {
  now: Outcome;
  /** Since when it fails, if it begins to now; `null`: since before recording began. */
  at: string | null;
  assessedWith?: string;
  /** It may differ only because it is judged differently: the failure may still be there. */
  isJudgedAnew: boolean;
}

/** A rule's state after an outcome. What could last be told is kept while nothing can. */
function next(
  before: RuleState | undefined,
  { now, at, assessedWith, isJudgedAnew }: Outcoming,
): RuleState {
  if (!isJudged(now)) return { ...before, now };
  const since = before?.failingSince;
  const isSame = isJudgedAnew || before?.last === now;
  const failingSince =
    now === 'fail' && (since === undefined || !isSame) ? at : since;
  const isKept = now === 'fail' || isSame;
  return {
    now,
    last: now,
    ...(assessedWith !== undefined && { lastWith: assessedWith }),
    ...(isKept && failingSince !== undefined && { failingSince }),
  };
}

/** For how long a rule failed that does not any more. */
function failedMs(before: RuleState, at: string): number | null {
  return typeof before.failingSince === 'string'
    ? Date.parse(at) - Date.parse(before.failingSince)
    : null;
}

function wasToldLately(lostAt: string | undefined, at: string): boolean {
  return (
    lostAt !== undefined && Date.parse(at) - Date.parse(lostAt) < TOLD_FOR_MS
  );
}

/** What happened to one rule, if anything did. */
function transitionOf(
  rule: RuleId,
  before: RuleState,
  now: Outcome,
  at: string,
): NewTransition | undefined {
  if (!isJudged(now)) {
    const wasWrong = before.now === 'fail' || before.now === 'warn';
    return wasWrong && !wasToldLately(before.lostAt, at)
      ? { kind: 'no-longer-assessed', rule, from: before.now, to: now }
      : undefined;
  }
  if (before.last === undefined) {
    return now === 'pass'
      ? undefined
      : { kind: 'new', rule, from: before.now, to: now };
  }
  const from = before.last;
  if (LEVELS[now] > LEVELS[from]) {
    return { kind: 'regressed', rule, from, to: now };
  }
  return LEVELS[now] < LEVELS[from]
    ? {
        kind: 'resolved',
        rule,
        from,
        to: now,
        ...(from === 'fail' && { failedMs: failedMs(before, at) }),
      }
    : undefined;
}

/** The rules of a memory that fail or warn, or last did, as transitions of one kind; else one of the whole memory. */
function ofWholeMemory(
  kind: 'new' | 'gone',
  state: Pick<MemoryState, 'rules'>,
  describe: (state: RuleState) => Omit<NewTransition, 'kind' | 'rule'>,
): NewTransition[] {
  const wrong = rulesOf(state).filter(
    ([, { last }]) => last === 'fail' || last === 'warn',
  );
  return wrong.length > 0
    ? wrong.map(([rule, of]) => ({ kind, rule, ...describe(of) }))
    : [{ kind }];
}

function stateOf(
  { entityRef, title, scope, ownerKey }: MemoryNow,
  told: ReturnType<typeof toldBy>,
  rest: Pick<MemoryState, 'rules' | 'assessedWith' | 'firstSeen' | 'lostAt'>,
): MemoryState {
  const { outcomes, verdict } = told;
  return {
    entityRef,
    title,
    scope,
    ownerKey,
    verdict,
    outcomes: outcomes.key,
    ...rest,
  };
}

/** Records a memory that was not known before. `isFirst`: its scope was not looked at before, so that nothing is new. */
export function firstSeen(
  memory: MemoryNow,
  at: string,
  isFirst: boolean,
): Comparison {
  const told = toldBy(memory);
  const { assessedWith } = memory;
  const rules = Object.fromEntries(
    [...told.outcomes.byRule].map(([rule, now]) => [
      rule,
      next(undefined, {
        now,
        at: isFirst ? null : at,
        assessedWith,
        isJudgedAnew: false,
      }),
    ]),
  );
  return {
    state: stateOf(memory, told, { rules, assessedWith, firstSeen: at }),
    transitions: isFirst
      ? []
      : ofWholeMemory('new', { rules }, ({ now }) => ({ to: now })),
    isReassessed: false,
  };
}

/** The verdict of what could last be told. */
function lastVerdict(before: MemoryState): Verdict {
  return verdictOf(
    rulesOf(before).map(([, { now, last }]) => ({ outcome: last ?? now })),
  );
}

/** Records a memory that was known, and what happened to it since. */
export function compareMemory(
  before: MemoryState,
  memory: MemoryNow,
  at: string,
): Comparison {
  const told = toldBy(memory);
  // A stale memory is not judged anew, whatever its entity was last judged with.
  const { assessedWith } = memory.stale ? before : memory;
  const isJudgedAnew = before.assessedWith !== assessedWith;
  const rules: Partial<Record<RuleId, RuleState>> = {};
  const transitions: NewTransition[] = [];
  const all = new Set([
    ...told.outcomes.byRule.keys(),
    ...rulesOf(before).map(([rule]) => rule),
  ]);
  let isAnyJudgedAnew = isJudgedAnew;
  for (const rule of all) {
    const state = before.rules[rule] ?? { now: 'not-applicable' };
    // A rule that is off says nothing, as one that does not apply.
    const now = told.outcomes.byRule.get(rule) ?? 'not-applicable';
    // Settings may have changed while it could not be told.
    const isRuleJudgedAnew =
      isJudged(now) && state.last !== undefined
        ? state.lastWith !== assessedWith
        : isJudgedAnew;
    isAnyJudgedAnew ||= isRuleJudgedAnew;
    const transition = isRuleJudgedAnew
      ? // The settings or the version changed, not the memory.
        undefined
      : transitionOf(rule, state, now, at);
    if (transition) transitions.push(transition);
    rules[rule] = {
      ...next(state, { now, at, assessedWith, isJudgedAnew: isRuleJudgedAnew }),
      ...(state.lostAt !== undefined && { lostAt: state.lostAt }),
      ...(transition?.kind === 'no-longer-assessed' && { lostAt: at }),
    };
  }
  let { lostAt } = before;
  // Of one that was not compliant, the rules that failed or warned are told.
  const isLost = told.verdict === 'unknown' && before.verdict === 'compliant';
  if (isLost && !isJudgedAnew && !wasToldLately(lostAt, at)) {
    transitions.push({ kind: 'no-longer-assessed' });
    lostAt = at;
  }
  return {
    state: stateOf(memory, told, {
      rules,
      assessedWith,
      firstSeen: before.firstSeen,
      lostAt,
    }),
    transitions,
    isReassessed:
      isAnyJudgedAnew &&
      told.verdict !== 'unknown' &&
      lastVerdict(before) !== told.verdict,
  };
}

/**
 * What is recorded of a memory that is there no more.
 *
 * @param wasDeleted - else it is only not looked for any more, which ends no failure
 */
export function gone(
  before: MemoryState,
  at: string,
  wasDeleted: boolean,
): NewTransition[] {
  return ofWholeMemory('gone', before, state => ({
    from: state.now,
    ...(wasDeleted &&
      state.last === 'fail' && { failedMs: failedMs(state, at) }),
  }));
}
