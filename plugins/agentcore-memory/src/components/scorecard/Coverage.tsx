import Typography from '@material-ui/core/Typography';
import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { coverageHint } from '../../model/coverageHint';

/** The share of memories assessed on complete, fresh facts, and the number of the others in words. */
export function Coverage({
  scorecard,
  notInCatalog = 0,
}: {
  scorecard: Pick<Scorecard, 'coverage' | 'total' | 'stale'>;
  /** Memories that the coverage counts and `total` does not. */
  notInCatalog?: number;
}) {
  const t = useTranslate();
  if (scorecard.coverage === null) {
    return <Typography variant="body2">–</Typography>;
  }
  const { coverage, total } = scorecard;
  const hint = coverageHint(t, { coverage, total: total + notInCatalog });
  return (
    <>
      <Typography variant="body2">{`${scorecard.coverage}\u00a0%`}</Typography>
      {hint && (
        <Typography variant="caption" color="textSecondary" component="div">
          {scorecard.stale > 0
            ? t('scorecard.coverageHint.withStale', {
                hint,
                stale: String(scorecard.stale),
              })
            : hint}
        </Typography>
      )}
    </>
  );
}
