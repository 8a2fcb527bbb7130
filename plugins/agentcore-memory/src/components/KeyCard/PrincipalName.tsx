import { Fragment } from 'react';
import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  name: {
    wordBreak: 'normal',
    // A part is broken only where a line has no room for it.
    overflowWrap: 'break-word',
  },
});

/** The name of a principal, which goes on in the next line only between its parts. */
export function PrincipalName({ name }: { name: string }) {
  const classes = useStyles();
  const parts = name.split(/(?<=[:/])/);
  return (
    <span className={classes.name}>
      {parts.map((part, index) => (
        // Parts may be the same, and their order is all that tells them apart.
        // eslint-disable-next-line react/no-array-index-key
        <Fragment key={index}>
          {part}
          <wbr />
        </Fragment>
      ))}
    </span>
  );
}
