import Typography from '@material-ui/core/Typography';
import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
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
  if (scorecard.coverage === null) {
    return <Typography variant="body2">–</Typography>;
  }
  const { coverage, total } = scorecard;
  const hint = coverageHint({ coverage, total: total + notInCatalog });
  return (
    <>
      <Typography variant="body2">{`${scorecard.coverage}\u00a0%`}</Typography>
      {hint && (
        <Typography variant="caption" color="textSecondary" component="div">
          {hint}
          {scorecard.stale > 0 && ` (${scorecard.stale} stale)`}
        </Typography>
      )}
    </>
  );
}
