import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { failureAge } from '../../model/failureAge';
import { Instant } from '../layout/Instant';

/** Since when the finding fails that has failed for longest, in words. */
export function OldestFailure({
  scorecard,
}: {
  scorecard: Pick<
    TrendedScorecard,
    'failingSince' | 'failsFromStart' | 'counts'
  >;
}) {
  const t = useTranslate();
  const age = failureAge(scorecard);
  if (typeof age !== 'string') return <Instant iso={age.since} />;
  return (
    <>{age === 'nothing-to-assess' ? '–' : t(`scorecard.failureAge.${age}`)}</>
  );
}
