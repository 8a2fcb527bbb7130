import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';
import History from '@material-ui/icons/History';
import { useTranslate } from '../../hooks/useTranslate';
import { describeFreshness, Freshness } from '../../model/freshness';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    gap: theme.spacing(0.5),
    '& svg': { marginTop: theme.spacing(0.5) },
    marginTop: theme.spacing(0.5),
  },
}));

/** Marks a verdict or a state that rests on old facts; nothing beside fresh ones. */
export function FreshnessMark({
  freshness,
  last,
}: {
  freshness: Freshness;
  last: 'verdict' | 'state';
}) {
  const t = useTranslate();
  const classes = useStyles();
  const words = describeFreshness(t, freshness, last);
  return words ? (
    <Typography variant="caption" component="div" className={classes.root}>
      <History fontSize="inherit" aria-hidden />
      <span>{words}</span>
    </Typography>
  ) : null;
}
