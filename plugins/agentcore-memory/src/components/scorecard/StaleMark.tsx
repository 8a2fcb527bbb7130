import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import History from '@material-ui/icons/History';
import { formatInstant } from '../../model/formatInstant';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(0.5),
    '& svg': { marginTop: theme.spacing(0.5) },
    marginTop: theme.spacing(0.5),
  },
}));

/**
 * Marks a verdict that rests on old facts. When a memory counts as stale is decided in the backend; an
 * entity tells only since when AWS has not answered.
 */
export function StaleMark({ since }: { since?: string }) {
  const classes = useStyles();
  return (
    <Typography variant="caption" component="div" className={classes.root}>
      <History fontSize="inherit" aria-hidden />
      {since
        ? `AWS has not answered since ${formatInstant(since)}: last verdict`
        : 'Stale: last verdict'}
    </Typography>
  );
}
