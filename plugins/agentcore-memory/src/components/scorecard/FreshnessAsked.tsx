import Typography from '@material-ui/core/Typography';
import { EntitiesFreshness } from '../../hooks/useFreshness';

/** Says that it is not known yet which entities are stale; nothing once it is. */
export function FreshnessAsked({
  freshness: { isAsking },
}: {
  freshness: EntitiesFreshness;
}) {
  // The page's own background leaves the secondary colour too little contrast.
  return isAsking ? (
    <Typography variant="caption" component="p">
      Whether this is fresh is not known yet.
    </Typography>
  ) : null;
}
