import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { HistoryDay, VERDICTS } from 'backstage-plugin-agentcore-memory-common';
import { formatPercent, VERDICT_LABELS } from '../../model/labels';
import { ScrollingTable } from '../layout/ScrollingTable';

const COLUMNS = [
  'Day',
  'Score',
  'Coverage',
  ...VERDICTS.map(verdict => VERDICT_LABELS[verdict]),
];

/** The days that were recorded, newest first. */
export function DaysTable({ days }: { days: readonly HistoryDay[] }) {
  return (
    <ScrollingTable label="Verdicts per day" columns={COLUMNS}>
      {[...days].reverse().map(({ day, score, coverage, counts }) => (
        <TableRow key={day}>
          <TableCell component="th" scope="row" role="rowheader">
            {day}
          </TableCell>
          <TableCell>{formatPercent(score)}</TableCell>
          <TableCell>{formatPercent(coverage)}</TableCell>
          {VERDICTS.map(verdict => (
            <TableCell key={verdict}>{counts[verdict]}</TableCell>
          ))}
        </TableRow>
      ))}
    </ScrollingTable>
  );
}
