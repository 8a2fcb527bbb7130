import Typography from '@material-ui/core/Typography';
import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { coverageHint } from '../../model/coverageHint';

/** How much of the score rests on complete, fresh facts, and in words what does not. */
export function Coverage({
  scorecard,
}: {
  scorecard: Pick<Scorecard, 'coverage' | 'total' | 'stale'>;
}) {
  if (scorecard.coverage === null) {
    return <Typography variant="body2">–</Typography>;
  }
  const hint = coverageHint(scorecard);
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
