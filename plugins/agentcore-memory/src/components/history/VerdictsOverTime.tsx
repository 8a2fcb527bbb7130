import { Suspense } from 'react';
import Typography from '@material-ui/core/Typography';
import { Progress } from '@backstage/core-components';
import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
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
  const { days } = history;
  const marks = numberedMarks(history);
  const recording = recordingOf(history, period);
  if (days.length === 0) {
    return (
      <Typography>
        No day was recorded yet. The first one shows here once memories are
        scanned; a trend needs a few more.
      </Typography>
    );
  }
  return (
    <>
      <div role="img" aria-label={describeDays(days)}>
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
          Recording began on {days[0].day}; whether it gets better shows from
          the second day on.
        </Typography>
      )}
      {recording.state === 'stopped' && (
        <Typography variant="body2">{describeRecording(recording)}</Typography>
      )}
      {marks.length > 0 && (
        <ol style={{ margin: 0, paddingLeft: 20 }} aria-label="Marks">
          {marks.map(mark => (
            <Typography key={mark.number} variant="body2" component="li">
              {mark.day}: {describeMark(mark)}
            </Typography>
          ))}
        </ol>
      )}
      <Unfold
        show="Show as a table"
        hide="Hide the table"
        about="verdicts per day"
      >
        <DaysTable days={days} />
      </Unfold>
    </>
  );
}
