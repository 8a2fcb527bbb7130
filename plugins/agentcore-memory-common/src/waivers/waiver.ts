import { Outcome, Verdict, verdictOf } from '../outcome';
import { RuleId } from '../rules';

/** Where a waiver stands; only an approved one has an effect. @public */
export const WAIVER_STATES = [
  'pending',
  'approved',
  'rejected',
  'revoked',
  'expired',
] as const;

/** Where a waiver stands. @public */
export type WaiverState = (typeof WAIVER_STATES)[number];

/** What became of a waiver, and until when it holds. @public */
export interface WaiverCourse {
  /** `YYYY-MM-DD`: the last day on which it holds, UTC. */
  expiresOn: string;
  /** What was decided; left out: nothing yet. */
  decision?: 'approved' | 'rejected';
  /** ISO 8601: when it was taken back; left out: it was not. */
  revokedAt?: string;
}

/**
 * Where a waiver stands on a day. One that nobody decided expires as well: an exception that was asked for is none.
 *
 * @param day - `YYYY-MM-DD`, UTC
 * @public
 */
export function waiverStateOn(
  { expiresOn, decision, revokedAt }: WaiverCourse,
  day: string,
): WaiverState {
  if (revokedAt !== undefined) return 'revoked';
  if (decision === 'rejected') return 'rejected';
  if (day > expiresOn) return 'expired';
  return decision ?? 'pending';
}

/**
 * Whether a waiver can change anything about an outcome. What is unknown can't be waived: nobody can accept what nobody
 * knows.
 *
 * @public
 */
export function isWaivable(outcome: Outcome): boolean {
  return outcome === 'fail' || outcome === 'warn';
}

/**
 * The verdict that findings would have if those that are waived passed. It stands beside the verdict, and never in its
 * place.
 *
 * @param isWaived - whether a waiver of the rule holds
 * @public
 */
export function verdictWithWaivers(
  findings: Iterable<{ rule: RuleId; outcome: Outcome }>,
  isWaived: (rule: RuleId) => boolean,
): Verdict {
  return verdictOf(
    [...findings].map(({ rule, outcome }) => ({
      outcome: isWaivable(outcome) && isWaived(rule) ? 'pass' : outcome,
    })),
  );
}
