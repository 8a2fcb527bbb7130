import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';
import { failureAge } from '../../model/failureAge';
import { Instant } from '../layout/Instant';

/** Since when the finding fails that has failed for longest, in words. */
export function OldestFailure({
  scorecard,
}: {
  scorecard: Pick<TrendedScorecard, 'failingSince' | 'failsFromStart'>;
}) {
  const age = failureAge(scorecard);
  if (age === undefined) return <>Nothing fails</>;
  if (age === 'from-start') return <>Since before recording began</>;
  return <Instant iso={age.since} />;
}
