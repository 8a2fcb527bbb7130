import Typography from '@material-ui/core/Typography';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { Period } from '../../model/recording';
import { describeEnded, describeMedian } from '../../model/remediation';
import { Figure } from '../layout/Figure';

/** How long failing findings took to end. */
export function Remediation({
  history,
  period,
  to,
}: {
  /** Left out: not known yet. */
  history?: HistoryResponse;
  /** Of the history. */
  period: Period;
  to?: string;
}) {
  return (
    <Figure
      title="Median time to remediate"
      value={describeMedian(history?.timeToRemediate.medianDays)}
      to={to}
    >
      <Typography variant="caption" color="textSecondary" component="div">
        {history
          ? describeEnded(history, period)
          : 'The history is not known yet'}
      </Typography>
    </Figure>
  );
}
