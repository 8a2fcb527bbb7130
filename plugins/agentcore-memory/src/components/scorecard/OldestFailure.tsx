import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';
import { FailureAge, failureAge } from '../../model/failureAge';
import { Instant } from '../layout/Instant';

const WORDS: Record<Extract<FailureAge, string>, string> = {
  'from-start': 'Since before recording began',
  'not-recorded': 'Not recorded',
  nothing: 'Nothing fails',
  'nothing-to-assess': '–',
  'nothing-known': 'Nothing known',
};

/** Since when the finding fails that has failed for longest, in words. */
export function OldestFailure({
  scorecard,
}: {
  scorecard: Pick<
    TrendedScorecard,
    'failingSince' | 'failsFromStart' | 'counts'
  >;
}) {
  const age = failureAge(scorecard);
  return typeof age === 'string' ? (
    <>{WORDS[age]}</>
  ) : (
    <Instant iso={age.since} />
  );
}
