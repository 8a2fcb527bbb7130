import { TrendedScorecard } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { trendChange } from '../../model/trend';
import { Score } from './Score';
import { ScoreChange } from './ScoreChange';
import { TrendLine } from './TrendLine';

/** A score, how it went in the last weeks, and the line of the last three months. */
export function ScoreTrend({
  scorecard,
}: {
  scorecard: Pick<
    TrendedScorecard,
    'score' | 'waived' | 'scoreWithWaivers' | 'trend'
  >;
}) {
  const t = useTranslate();
  const change = trendChange(t, scorecard.trend);
  return (
    <>
      <Score scorecard={scorecard} />
      {change && <ScoreChange change={change} />}
      <TrendLine trend={scorecard.trend} />
    </>
  );
}
