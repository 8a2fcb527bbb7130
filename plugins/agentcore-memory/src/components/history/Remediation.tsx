import Typography from '@material-ui/core/Typography';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { Figure } from '../layout/Figure';

function daysOf(median: number | null | undefined): string {
  if (median === null || median === undefined) return '–';
  return median === 1 ? '1 day' : `${median} days`;
}

function whatEnded(history: HistoryResponse | undefined): string {
  if (!history) return 'The history is not known yet';
  const { failures } = history.timeToRemediate;
  if (failures === 0) return 'No failing finding ended in 90 days';
  return failures === 1
    ? 'One failing finding ended in 90 days'
    : `${failures} failing findings ended in 90 days`;
}

/** How long failing findings took to end. */
export function Remediation({
  history,
  to,
}: {
  /** Left out: not known yet. */
  history?: HistoryResponse;
  to?: string;
}) {
  return (
    <Figure
      title="Median time to remediate"
      value={daysOf(history?.timeToRemediate.medianDays)}
      to={to}
    >
      <Typography variant="caption" color="textSecondary" component="div">
        {whatEnded(history)}
      </Typography>
    </Figure>
  );
}
