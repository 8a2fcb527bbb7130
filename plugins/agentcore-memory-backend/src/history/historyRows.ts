import {
  HistoryMark,
  Outcome,
  RuleId,
  Scorecard,
  TransitionKind,
  Verdict,
} from 'backstage-plugin-agentcore-memory-common';
import { OwnerKey } from '../scorecards/ownerKeys';
import { failingOf, MemoryState } from './MemoryState';

/** What is kept of the memories of an owner on a day. */
export type Sums = Pick<
  Scorecard,
  'counts' | 'covered' | 'stale' | 'waived' | 'compliantByWaiver'
>;

/** Whom memories are counted for that the catalog never showed: only the coverage of everybody counts them. */
export const NOT_COUNTED: OwnerKey = 'not-in-catalog';

/** The row of `history_recordings`. */
export interface RecordingRow {
  id: number;
  number: number;
  read_at: string;
  first_day: string | null;
}

/** A row of `history_scopes`. */
export interface ScopeRow {
  scope: string;
  lacking: number;
}

/** A row of `history_days`. */
export interface DayRow {
  day: string;
  owner_key: OwnerKey;
  compliant: number;
  at_risk: number;
  non_compliant: number;
  unknown: number;
  covered: number;
  stale: number;
  not_counted: number;
  waived: number;
  compliant_by_waiver: number;
}

/** The columns of `history_days` that can be added up. */
export const COUNTS = [
  'compliant',
  'at_risk',
  'non_compliant',
  'unknown',
  'covered',
  'stale',
  'not_counted',
  'waived',
  'compliant_by_waiver',
] as const;

/** A row of `history_memories`. */
export interface MemoryRow {
  entity_ref: string;
  title: string;
  scope: string;
  owner_key: OwnerKey;
  verdict: Verdict;
  assessed_with: string | null;
  outcomes: string;
  /** JSON: `rules`, `firstSeen` and `lostAt` of a `MemoryState`. */
  rules: string;
  failing_since: string | null;
  fails_from_start: boolean | number;
}

/** A row of `history_transitions`. */
export interface TransitionRow {
  id: number;
  at: string;
  kind: TransitionKind;
  entity_ref: string;
  title: string;
  owner_key: OwnerKey;
  rule: RuleId | null;
  from_outcome: Outcome | null;
  to_outcome: Outcome | null;
  /** Whether something failed until then. */
  ends_failure: boolean | number;
  /** For how long, where that is known. PostgreSQL gives a `bigint` as text. */
  failed_ms: number | string | null;
}

/** A row of `history_marks`. */
export interface MarkRow {
  id: number;
  at: string;
  kind: HistoryMark['kind'];
  assessed_with: string;
  memories: number;
}

/** The row of an owner on a day. */
export function toDayRow(
  day: string,
  key: OwnerKey,
  { counts, covered, stale, waived, compliantByWaiver }: Sums,
  notCounted = 0,
): DayRow {
  return {
    day,
    owner_key: key,
    compliant: counts.compliant,
    at_risk: counts['at-risk'],
    non_compliant: counts['non-compliant'],
    unknown: counts.unknown,
    covered,
    stale,
    not_counted: notCounted,
    waived,
    compliant_by_waiver: compliantByWaiver,
  };
}

/** What a row, or a sum of rows, counts. PostgreSQL gives sums as text. */
export function toSums(
  row: Record<(typeof COUNTS)[number], number | string>,
): Sums & { notCounted: number } {
  return {
    counts: {
      'non-compliant': Number(row.non_compliant),
      unknown: Number(row.unknown),
      'at-risk': Number(row.at_risk),
      compliant: Number(row.compliant),
    },
    covered: Number(row.covered),
    stale: Number(row.stale),
    notCounted: Number(row.not_counted),
    waived: Number(row.waived),
    compliantByWaiver: Number(row.compliant_by_waiver),
  };
}

/** The row of a memory. */
export function toMemoryRow(state: MemoryState): MemoryRow {
  const { since, fromStart } = failingOf(state);
  return {
    entity_ref: state.entityRef,
    title: state.title,
    scope: state.scope,
    owner_key: state.ownerKey,
    verdict: state.verdict,
    assessed_with: state.assessedWith ?? null,
    outcomes: state.outcomes,
    rules: JSON.stringify({
      rules: state.rules,
      firstSeen: state.firstSeen,
      lostAt: state.lostAt,
    }),
    failing_since: since ?? null,
    fails_from_start: fromStart,
  };
}

/** What a row holds. */
export function toMemoryState(row: MemoryRow): MemoryState {
  return {
    entityRef: row.entity_ref,
    title: row.title,
    scope: row.scope,
    ownerKey: row.owner_key,
    verdict: row.verdict,
    ...(row.assessed_with !== null && { assessedWith: row.assessed_with }),
    outcomes: row.outcomes,
    ...JSON.parse(row.rules),
  };
}

/** The version in what memories are assessed with. */
export function versionOf(assessedWith: string): string {
  return assessedWith.split('+')[0];
}
