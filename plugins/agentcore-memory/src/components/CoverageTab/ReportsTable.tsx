import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { ScanReport } from 'backstage-plugin-agentcore-memory-common';
import { describeCalls, sumCalls } from '../../model/coverage';
import { formatDuration } from '../../model/formatAge';
import { Instant } from '../layout/Instant';
import { ScanChip } from '../scorecard/StatusChip';

const COLUMNS = [
  'Finished',
  'Outcome',
  'Took',
  'Memories',
  'Removed',
  'Not in catalog',
  'Calls',
  'Throttles',
  'Reason',
];

/** Reports of one scope in the given order. */
export function ReportsTable({
  label,
  reports,
}: {
  label: string;
  reports: readonly ScanReport[];
}) {
  return (
    <Table size="small" aria-label={label}>
      <TableHead>
        <TableRow>
          {COLUMNS.map(column => (
            <TableCell key={column} component="th" scope="col">
              {column}
            </TableCell>
          ))}
        </TableRow>
      </TableHead>
      <TableBody>
        {reports.map(report => (
          <TableRow key={`${report.startedAt} ${report.finishedAt}`}>
            <TableCell>
              <Instant iso={report.finishedAt} />
            </TableCell>
            <TableCell>
              <ScanChip outcome={report.outcome} />
            </TableCell>
            <TableCell>
              {formatDuration(
                Date.parse(report.finishedAt) - Date.parse(report.startedAt),
              )}
            </TableCell>
            <TableCell>{report.memories}</TableCell>
            <TableCell>{report.removed}</TableCell>
            <TableCell>{report.notInCatalog}</TableCell>
            <TableCell>
              {sumCalls(report.calls)}
              <Typography
                variant="caption"
                color="textSecondary"
                component="div"
              >
                {describeCalls(report.calls)}
              </Typography>
            </TableCell>
            <TableCell>{report.throttles}</TableCell>
            <TableCell style={{ overflowWrap: 'anywhere' }}>
              {report.reason ?? '–'}
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
