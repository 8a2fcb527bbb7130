import { Fragment, ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Typography from '@material-ui/core/Typography';

const useStyles = makeStyles(theme => ({
  list: {
    display: 'grid',
    gridTemplateColumns: 'max-content minmax(0, 1fr)',
    gap: theme.spacing(0.5, 2),
    margin: theme.spacing(2, 0),
    '& dd': { margin: 0, overflowWrap: 'anywhere' },
  },
}));

/** Names and values; those without a value are left out. */
export function FactList({
  rows,
}: {
  rows: readonly (readonly [string, ReactNode])[];
}) {
  const classes = useStyles();
  return (
    <Typography variant="body2" component="dl" className={classes.list}>
      {rows
        .filter(([, value]) => value !== undefined)
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </Typography>
  );
}
