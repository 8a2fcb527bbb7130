import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Paper from '@material-ui/core/Paper';
import Typography from '@material-ui/core/Typography';
import { OptionalLink } from './OptionalLink';

const useStyles = makeStyles(theme => ({
  root: { height: '100%', padding: theme.spacing(2) },
  part: { display: 'block' },
}));

/** One number of a page, large, with what to know about it; the number leads to the list behind it. */
export function Figure({
  title,
  value,
  to,
  children,
}: {
  title: string;
  value: string;
  /** Left out: there is no such list for this reader. */
  to?: string;
  children?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <Paper variant="outlined" className={classes.root}>
      <OptionalLink to={to}>
        <Typography
          variant="overline"
          component="span"
          className={classes.part}
        >
          {title}
        </Typography>{' '}
        <Typography variant="h4" component="span" className={classes.part}>
          {value}
        </Typography>
      </OptionalLink>
      {children}
    </Paper>
  );
}
