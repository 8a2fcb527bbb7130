import { worstOutcome } from '../outcome';
import { RuleResult } from './types';

/** One of several things that a rule looks at. An empty reason: there is nothing to say. */
export type Judgement = Pick<RuleResult, 'outcome' | 'reason'>;

/** A pass without a reason. */
export const FINE: Judgement = { outcome: 'pass', reason: '' };

/** The worst outcome of some judgements, with all reasons that lead to it; `allWell` where there are none. */
export function worstOf(
  judgements: readonly Judgement[],
  allWell: string,
): Judgement {
  const outcome = worstOutcome(judgements.map(judgement => judgement.outcome));
  const reasons = judgements
    .filter(judgement => judgement.outcome === outcome && judgement.reason)
    .map(({ reason }) => reason);
  return { outcome, reason: [...new Set(reasons)].join(' ') || allWell };
}
