/** What one rule found on one memory. @public */
export type Outcome = 'pass' | 'warn' | 'fail' | 'unknown' | 'not-applicable';

/** The worst finding on a memory, as a word. @public */
export type Verdict = 'compliant' | 'at-risk' | 'non-compliant' | 'unknown';

/** The verdict that follows from each outcome which says something, worst first. */
const VERDICT_OF = {
  fail: 'non-compliant',
  unknown: 'unknown',
  warn: 'at-risk',
  pass: 'compliant',
} as const satisfies Record<Exclude<Outcome, 'not-applicable'>, Verdict>;

/** All verdicts, worst first: what is unknown may be worse than a warning. @public */
export const VERDICTS: readonly Verdict[] = Object.values(VERDICT_OF);

/** All outcomes, in the same order. */
export const OUTCOMES: readonly Outcome[] = [
  ...(Object.keys(VERDICT_OF) as (keyof typeof VERDICT_OF)[]),
  'not-applicable',
];

/** The worst of some outcomes; `pass` if there are none. */
export function worstOutcome<T extends Outcome>(
  outcomes: readonly T[],
): T | 'pass' {
  for (const outcome of OUTCOMES) {
    if (outcomes.includes(outcome as T)) return outcome as T;
  }
  return 'pass';
}

/**
 * The verdict that follows from findings: the worst in the order fail, unknown, warn, pass. No findings at
 * all, or none but `not-applicable`, prove nothing and are `unknown`.
 *
 * @public
 */
export function verdictOf(findings: readonly { outcome: Outcome }[]): Verdict {
  const found = findings
    .map(({ outcome }) => outcome)
    .filter(outcome => outcome !== 'not-applicable');
  return found.length > 0 ? VERDICT_OF[worstOutcome(found)] : 'unknown';
}

/** The worse of two verdicts. */
export function worseVerdict(a: Verdict, b: Verdict): Verdict {
  return VERDICTS.indexOf(a) < VERDICTS.indexOf(b) ? a : b;
}

/**
 * The outcomes of a rule that a memory breaks, or may break: it is not known to pass.
 *
 * @public
 */
export const NOT_PASSED: readonly Outcome[] = ['fail', 'warn', 'unknown'];
