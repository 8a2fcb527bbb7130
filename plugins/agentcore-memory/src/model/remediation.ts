import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { describeRecording, Period, recordingOf } from './recording';

/** The median time to remediate in words; a dash where none is known. */
export function describeMedian(median: number | null | undefined): string {
  if (median === null || median === undefined) return '–';
  if (median < 1) return 'less than a day';
  return median === 1 ? '1 day' : `${median} days`;
}

const BEFORE =
  'had failed since before recording began, so that the median does not count';

/** How many of those that ended have no known age, as the end of a sentence. */
function unknownAge(count: number, all: number): string {
  if (count === 0) return '';
  if (all === 1) return `, which ${BEFORE} it`;
  if (count === 1) return `, 1 of them ${BEFORE} it`;
  return `, ${count === all ? 'all' : count} of them ${BEFORE} them`;
}

function countFindings(failures: number): string {
  if (failures === 0) return 'No failing finding';
  return failures === 1
    ? 'One failing finding'
    : `${failures} failing findings`;
}

/** How many failing findings ended in a period, or since it was recorded; and how many of those have no known age. */
export function describeEnded(
  history: HistoryResponse,
  period: Period,
): string {
  const { failures, ofUnknownAge } = history.timeToRemediate;
  const recording = recordingOf(history, period);
  if (recording.state === 'none' && failures === 0) {
    return 'Nothing was recorded yet';
  }
  const when =
    recording.state === 'since' ? `since ${recording.day}` : 'in 90 days';
  const what = countFindings(failures);
  const ended = `${what} ended ${when}${unknownAge(ofUnknownAge, failures)}`;
  return recording.state === 'stopped'
    ? `${ended}. ${describeRecording(recording)}`
    : ended;
}
