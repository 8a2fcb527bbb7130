import Typography from '@material-ui/core/Typography';
import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { formatPercent } from '../../model/labels';
import { WithWaivers } from './WithWaivers';

/** The score as the API gives it, in large type; with what it would be without what is waived, where something is. */
export function Score({
  scorecard,
}: {
  scorecard: Pick<Scorecard, 'score' | 'waived' | 'scoreWithWaivers'>;
}) {
  const t = useTranslate();
  if (scorecard.score === null) {
    return (
      <>
        <Typography variant="h5" component="div">
          –
        </Typography>
        <Typography variant="caption" color="textSecondary">
          {t('scorecard.nothingToAssess')}
        </Typography>
      </>
    );
  }
  return (
    <>
      <Typography variant="h5" component="div" style={{ whiteSpace: 'nowrap' }}>
        {formatPercent(scorecard.score)}
      </Typography>
      <WithWaivers scorecard={scorecard} />
    </>
  );
}
