import { Outcome, RuleResult } from './types';

/** Outcomes from worst to best; what is unknown may be worse than a warning. */
export const WORST_FIRST: readonly Outcome[] = [
  'fail',
  'unknown',
  'warn',
  'pass',
  'not-applicable',
];

/** One of several things that a rule looks at. An empty reason says nothing when all is well. */
export type Judgement = Pick<RuleResult, 'outcome' | 'reason'>;

/** Nothing to say. */
export const FINE: Judgement = { outcome: 'pass', reason: '' };

/** The worst outcome of some judgements, with all reasons that lead to it; `allWell` where there are none. */
export function worstOf(
  judgements: readonly Judgement[],
  allWell: string,
): Judgement {
  const outcomes = judgements.map(({ outcome }) => outcome);
  const outcome = WORST_FIRST.find(o => outcomes.includes(o)) ?? 'pass';
  const reasons = judgements
    .filter(j => j.outcome === outcome && j.reason)
    .map(j => j.reason);
  return { outcome, reason: [...new Set(reasons)].join(' ') || allWell };
}
