import { makeStyles, Theme } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import TrendingDown from '@material-ui/icons/TrendingDown';
import TrendingFlat from '@material-ui/icons/TrendingFlat';
import TrendingUp from '@material-ui/icons/TrendingUp';
import { useTranslate } from '../../hooks/useTranslate';
import { describeChange, ScoreChange as Change } from '../../model/trend';

function look(points: number) {
  if (points === 0) return { Icon: TrendingFlat, status: 'aborted' } as const;
  return points > 0
    ? ({ Icon: TrendingUp, status: 'ok' } as const)
    : ({ Icon: TrendingDown, status: 'error' } as const);
}

const useStyles = makeStyles<Theme, { points: number }>(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(0.5),
    alignItems: 'center',
    whiteSpace: 'nowrap',
  },
  icon: { color: ({ points }) => theme.palette.status[look(points).status] },
}));

/** How a score went, as icon and words. */
export function ScoreChange({ change }: { change: Change }) {
  const t = useTranslate();
  const classes = useStyles(change);
  const { Icon } = look(change.points);
  return (
    <Typography
      variant="caption"
      color="textSecondary"
      component="div"
      className={classes.root}
    >
      <Icon fontSize="small" className={classes.icon} aria-hidden />
      {describeChange(t, change)}
    </Typography>
  );
}
