import { Suspense } from 'react';
import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { useTranslate } from '../../hooks/useTranslate';
import {
  chartDays,
  describeDays,
  describeMark,
  numberedMarks,
} from '../../model/historyChart';
import { describeRecording, Period, recordingOf } from '../../model/recording';
import { dayOf } from '../../model/today';
import { VerdictsChart } from '../charts';
import { Unfold } from '../layout/Unfold';
import { DaysTable } from './DaysTable';
import { VerdictLegend } from './VerdictLegend';

/** How many memories had which verdict on each day: as a chart, in a sentence, and on demand as a table. */
export function VerdictsOverTime({
  history,
  period,
}: {
  history: HistoryResponse;
  /** The chart ends with it. */
  period: Period;
}) {
  const t = useTranslate();
  const { days } = history;
  const marks = numberedMarks(history);
  const recording = recordingOf(history, period);
  if (days.length === 0) {
    return <Typography>{t('history.noDay')}</Typography>;
  }
  return (
    <>
      <div role="img" aria-label={describeDays(t, days)}>
        <Suspense fallback={<Progress />}>
          <VerdictsChart
            days={chartDays(days, dayOf(period.now))}
            marks={marks}
          />
        </Suspense>
      </div>
      <VerdictLegend />
      {days.length === 1 && (
        <Typography variant="body2">
          {t('history.oneDay', { day: days[0].day })}
        </Typography>
      )}
      {recording.state === 'stopped' && (
        <Typography variant="body2">
          {describeRecording(t, recording)}
        </Typography>
      )}
      {marks.length > 0 && (
        <ol
          style={{ margin: 0, paddingLeft: 20 }}
          aria-label={t('history.marks')}
        >
          {marks.map(mark => (
            <Typography key={mark.number} variant="body2" component="li">
              {t('common.labelled', {
                label: mark.day,
                about: describeMark(t, mark),
              })}
            </Typography>
          ))}
        </ol>
      )}
      <Unfold
        show={t('history.asTable')}
        hide={t('history.hideTable')}
        about={t('history.tableOf')}
      >
        <DaysTable days={days} />
      </Unfold>
    </>
  );
}
