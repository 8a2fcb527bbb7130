import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import History from '@material-ui/icons/History';
import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { Instant } from '../layout/Instant';

const useStyles = makeStyles(theme => ({
  stale: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
  },
}));

/** Time of a scope's last complete listing, and whether it is recent enough for its memories to count. */
export function Freshness({ health }: { health: ScopeHealth }) {
  const t = useTranslate();
  const classes = useStyles();
  const { outcome, lastCompleteAt, stale } = health;
  if (outcome === 'unsupported' || outcome === 'blocked') return <>–</>;
  return (
    <>
      {lastCompleteAt ? <Instant iso={lastCompleteAt} /> : t('coverage.never')}
      {stale ? (
        <Typography variant="caption" component="div" className={classes.stale}>
          <History fontSize="inherit" aria-hidden />
          {t('coverage.stale')}
        </Typography>
      ) : (
        <Typography variant="caption" color="textSecondary" component="div">
          {t('coverage.fresh')}
        </Typography>
      )}
    </>
  );
}
