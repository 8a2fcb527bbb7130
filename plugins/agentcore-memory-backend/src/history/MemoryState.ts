import {
  Outcome,
  RuleId,
  TransitionKind,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { OwnerKey } from '../scorecards/ownerKeys';

/** An outcome that says how good or bad it is; the others say that it could not be told, or does not apply. */
export type Judged = Extract<Outcome, 'pass' | 'warn' | 'fail'>;

/** What was last recorded of one rule on one memory. */
export interface RuleState {
  /** How it came out. */
  now: Outcome;
  /** How it came out when it could last be told; absent: never. */
  last?: Judged;
  /** With which version and settings that was. */
  lastWith?: string;
  /**
   * ISO 8601: since when it fails, also through times when it could not be told, or was judged more mildly. `null`:
   * since before recording began.
   */
  failingSince?: string | null;
  /** ISO 8601: when it was last told that it can't be assessed any more. */
  lostAt?: string;
}

/** What was last recorded of one memory. */
export interface MemoryState {
  entityRef: string;
  title: string;
  scope: string;
  ownerKey: OwnerKey;
  verdict: Verdict;
  assessedWith?: string;
  /** See `Outcomes.key`. */
  outcomes: string;
  rules: Readonly<Partial<Record<RuleId, RuleState>>>;
  /** ISO 8601: when it was recorded first. */
  firstSeen: string;
  /** ISO 8601: when it was last told that the whole memory can't be assessed any more. */
  lostAt?: string;
}

/** Something that happened to a memory. */
export interface NewTransition {
  kind: TransitionKind;
  rule?: RuleId;
  from?: Outcome;
  to?: Outcome;
  /** A failure ended: for how long it had failed, in milliseconds; `null`: since before recording began. */
  failedMs?: number | null;
}

/** Whether an outcome can be better or worse than another. */
export function isJudged(outcome: Outcome | undefined): outcome is Judged {
  return outcome === 'pass' || outcome === 'warn' || outcome === 'fail';
}

/** The rules that were recorded of a memory. */
export function rulesOf({
  rules,
}: Pick<MemoryState, 'rules'>): [RuleId, RuleState][] {
  return Object.entries(rules) as [RuleId, RuleState][];
}

/** Since when the finding fails that fails for longest. */
export function failingOf(state: Pick<MemoryState, 'rules'>): {
  since?: string;
  fromStart: boolean;
} {
  const starts = rulesOf(state)
    .filter(([, { now }]) => now === 'fail')
    .map(([, { failingSince }]) => failingSince);
  const [since] = starts.filter(start => typeof start === 'string').sort();
  return { since, fromStart: starts.includes(null) };
}
