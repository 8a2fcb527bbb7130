import { makeStyles } from '@material-ui/core/styles';

const useStyles = makeStyles({
  part: {
    // A line ends between parts, not at a hyphen; inside of one only where it is longer than a line.
    display: 'inline-block',
    maxWidth: '100%',
    wordBreak: 'normal',
    overflowWrap: 'break-word',
  },
});

/** An ARN or another name that AWS gives, which goes on in the next line only between its parts. */
export function AwsName({ name }: { name: string }) {
  const classes = useStyles();
  const parts = name.split(/(?<=[:/])/);
  return (
    <span>
      {parts.map((part, index) => (
        // Parts may be the same, and their order is all that tells them apart.
        // eslint-disable-next-line react/no-array-index-key
        <span key={index} className={classes.part}>
          {part}
        </span>
      ))}
    </span>
  );
}
