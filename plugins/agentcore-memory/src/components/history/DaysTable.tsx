import TableCell from '@material-ui/core/TableCell';
import TableRow from '@material-ui/core/TableRow';
import { HistoryDay, VERDICTS } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import { formatPercent } from '../../model/labels';
import { ScrollingTable } from '../layout/ScrollingTable';

/** The days that were recorded, newest first. */
export function DaysTable({ days }: { days: readonly HistoryDay[] }) {
  const t = useTranslate();
  const isAnyWaived = days.some(({ waived }) => waived > 0);
  return (
    <ScrollingTable
      label={t('history.perDay')}
      columns={[
        t('history.day'),
        t('common.word.score'),
        ...(isAnyWaived ? [t('history.scoreWithWaivers')] : []),
        t('common.word.coverage'),
        ...VERDICTS.map(verdict => t(`common.verdict.${verdict}`)),
      ]}
    >
      {[...days].reverse().map(({ day, counts, ...card }) => (
        <TableRow key={day}>
          <TableCell component="th" scope="row" role="rowheader">
            {day}
          </TableCell>
          <TableCell>{formatPercent(card.score)}</TableCell>
          {isAnyWaived && (
            <TableCell>{formatPercent(card.scoreWithWaivers)}</TableCell>
          )}
          <TableCell>{formatPercent(card.coverage)}</TableCell>
          {VERDICTS.map(verdict => (
            <TableCell key={verdict}>{counts[verdict]}</TableCell>
          ))}
        </TableRow>
      ))}
    </ScrollingTable>
  );
}
