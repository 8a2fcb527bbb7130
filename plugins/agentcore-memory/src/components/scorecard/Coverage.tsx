import Typography from '@material-ui/core/Typography';
import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { coverageHint } from '../../model/coverageHint';

/** How much of the score rests on complete, fresh facts, and in words what does not. */
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
