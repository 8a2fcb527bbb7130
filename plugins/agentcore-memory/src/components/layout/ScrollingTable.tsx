import { ReactNode } from 'react';
import { makeStyles } from '@material-ui/core/styles';
import Paper from '@material-ui/core/Paper';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableContainer from '@material-ui/core/TableContainer';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';

const useStyles = makeStyles(theme => ({
  container: {
    // The table scrolls in its own box, so that the page never scrolls sideways.
    overflowX: 'auto',
    // What unfolds beneath a row can be as wide as the box, not as the table.
    containerType: 'inline-size',
    '& tbody th, & tbody td': {
      verticalAlign: 'top',
      padding: theme.spacing(1.5, 2),
      lineHeight: 1.43,
      // The theme breaks words anywhere; names stay whole, and the table scrolls.
      wordBreak: 'normal',
    },
    '& thead th': { whiteSpace: 'nowrap', padding: theme.spacing(1.5, 2) },
  },
  outdated: { opacity: 0.5 },
}));

/** A plain table with a caption for screen readers; rows keep their identity across refreshes. */
export function ScrollingTable({
  label,
  columns,
  outdated = false,
  children,
  footer,
}: {
  label: string;
  columns: readonly string[];
  /** The rows are of the previous filters; those of the current ones are loading. */
  outdated?: boolean;
  children: ReactNode;
  footer?: ReactNode;
}) {
  const classes = useStyles();
  return (
    <Paper variant="outlined">
      <TableContainer
        className={classes.container}
        // A box that scrolls must be reachable by keyboard.
        tabIndex={0}
        role="region"
        aria-label={label}
      >
        <Table
          aria-label={label}
          aria-busy={outdated}
          className={outdated ? classes.outdated : undefined}
        >
          <TableHead>
            <TableRow>
              {columns.map(column => (
                <TableCell key={column} component="th" scope="col">
                  {column}
                </TableCell>
              ))}
            </TableRow>
          </TableHead>
          <TableBody>{children}</TableBody>
        </Table>
      </TableContainer>
      {footer}
    </Paper>
  );
}
