import Table from '@material-ui/core/Table';
import TableBody from '@material-ui/core/TableBody';
import TableCell from '@material-ui/core/TableCell';
import TableHead from '@material-ui/core/TableHead';
import TableRow from '@material-ui/core/TableRow';
import Typography from '@material-ui/core/Typography';
import { ScanReport } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { describeCalls, sumCalls } from '../../model/coverage';
import { formatDuration } from '../../model/formatAge';
import { Instant } from '../layout/Instant';
import { ScanChip } from '../scorecard/StatusChip';

/** Reports of one scope in the given order. */
export function ReportsTable({
  label,
  reports,
}: {
  label: string;
  reports: readonly ScanReport[];
}) {
  const t = useTranslate();
  const columns = [
    t('coverage.report.finished'),
    t('common.word.outcome'),
    t('coverage.report.took'),
    t('common.word.memories'),
    t('coverage.report.removed'),
    t('coverage.report.notInCatalog'),
    t('common.word.calls'),
    t('common.word.throttles'),
    t('common.word.reason'),
  ];
  return (
    <Table size="small" aria-label={label}>
      <TableHead>
        <TableRow>
          {columns.map(column => (
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
                t,
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
