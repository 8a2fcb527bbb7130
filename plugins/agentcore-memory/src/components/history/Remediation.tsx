import Typography from '@material-ui/core/Typography';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
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
  const t = useTranslate();
  return (
    <Figure
      title={t('history.remediation.title')}
      value={describeMedian(t, history?.timeToRemediate.medianDays)}
      to={to}
    >
      <Typography variant="caption" color="textSecondary" component="div">
        {history
          ? describeEnded(t, history, period)
          : t('history.remediation.notKnown')}
      </Typography>
    </Figure>
  );
}
