import Typography from '@material-ui/core/Typography';
import { EntitiesFreshness } from '../../hooks/useFreshness';
import { useTranslate } from '../../hooks/useTranslate';

/** Says that it is not known yet which entities are stale; nothing once it is. */
export function FreshnessAsked({
  freshness: { isAsking },
}: {
  freshness: EntitiesFreshness;
}) {
  const t = useTranslate();
  // The page's own background leaves the secondary colour too little contrast.
  return isAsking ? (
    <Typography variant="caption" component="p">
      {t('scorecard.freshness.asking')}
    </Typography>
  ) : null;
}
