import Typography from '@material-ui/core/Typography';
import { Scorecard } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { formatPercent } from '../../model/labels';

/** What a score would be without what is waived; nothing where nothing is. */
export function WithWaivers({
  scorecard: { score, waived, scoreWithWaivers },
}: {
  scorecard: Pick<Scorecard, 'score' | 'waived' | 'scoreWithWaivers'>;
}) {
  const t = useTranslate();
  if (score === null || waived === 0) return null;
  return (
    <Typography variant="caption" color="textSecondary" component="div">
      {t('scorecard.withWaivers', {
        score: formatPercent(scoreWithWaivers),
        waived: String(waived),
      })}
    </Typography>
  );
}
