import Typography from '@material-ui/core/Typography';
import { Scorecard } from 'backstage-plugin-agentcore-memory-common';

/** The score as the API gives it, in large type. */
export function Score({ scorecard }: { scorecard: Pick<Scorecard, 'score'> }) {
  if (scorecard.score === null) {
    return (
      <>
        <Typography variant="h5" component="div">
          –
        </Typography>
        <Typography variant="caption" color="textSecondary">
          nothing to assess
        </Typography>
      </>
    );
  }
  return (
    <Typography variant="h5" component="div" style={{ whiteSpace: 'nowrap' }}>
      {`${scorecard.score}\u00a0%`}
    </Typography>
  );
}
