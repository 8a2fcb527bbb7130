import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import { Link } from '@backstage/ui';

const useStyles = makeStyles(theme => ({
  // The look of the links to entities, which are Material UI's.
  root: {
    font: 'inherit',
    letterSpacing: 'inherit',
    color: theme.palette.primary.main,
    textDecoration: 'none',
    '&:hover': { textDecoration: 'underline' },
  },
}));

/** A link to a page of the app, within text. */
export function TextLink({
  href,
  children,
}: {
  href: string;
  children: ReactNode;
}) {
  const classes = useStyles();
  return (
    <Link href={href} className={classes.root}>
      {children}
    </Link>
  );
}
