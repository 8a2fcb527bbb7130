import { makeStyles } from '@material-ui/core/styles';
import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import { Evidence } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';

const useStyles = makeStyles({
  table: {
    // The theme breaks words anywhere: only a value may be that long.
    '& td': { wordBreak: 'normal', padding: '2px 16px 2px 0' },
    '& td:nth-child(2)': { overflowWrap: 'anywhere', minWidth: 120 },
    '& th': { padding: '2px 16px 2px 0' },
  },
  box: { overflowX: 'auto' },
});

/** The facts that a finding rests on, each with the AWS operation that returned it. */
export function EvidenceTable({ evidence }: { evidence: readonly Evidence[] }) {
  const t = useTranslate();
  const classes = useStyles();
  return (
    <div className={classes.box}>
      <Table size="small" className={classes.table}>
        <TableHead>
          <TableRow>
            <TableCell>{t('memory.evidence.fact')}</TableCell>
            <TableCell>{t('memory.evidence.value')}</TableCell>
            <TableCell>{t('memory.evidence.source')}</TableCell>
          </TableRow>
        </TableHead>
        <TableBody>
          {evidence.map(({ fact, value, source }) => (
            <TableRow key={`${source} ${fact} ${value}`}>
              <TableCell>{fact}</TableCell>
              <TableCell>{value}</TableCell>
              <TableCell>{source}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
