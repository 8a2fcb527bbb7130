import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { describeRecording, Period, recordingOf } from './recording';

/** The median time to remediate in words; a dash where none is known. */
export function describeMedian(
  t: Translate,
  median: number | null | undefined,
): string {
  if (median === null || median === undefined) return '–';
  if (median < 1) return t('history.remediation.lessThanDay');
  return t('common.days', { count: median });
}

/** How many findings ended, and of how many of them it is not known how long they had failed. */
function countEnded(
  t: Translate,
  when: string,
  { failures, ofUnknownAge }: HistoryResponse['timeToRemediate'],
): string {
  const ended =
    failures === 0
      ? t('history.remediation.ended.none', { when })
      : t('history.remediation.ended.some', { count: failures, when });
  if (ofUnknownAge === 0) return ended;
  return t(
    ofUnknownAge === failures
      ? 'history.remediation.ended.unknownAge'
      : 'history.remediation.ended.partOfUnknownAge',
    { count: ofUnknownAge, ended },
  );
}

/** How many failing findings ended in a period, or since it was recorded; and how many of those have no known age. */
export function describeEnded(
  t: Translate,
  history: HistoryResponse,
  period: Period,
): string {
  const { timeToRemediate } = history;
  const recording = recordingOf(history, period);
  if (recording.state === 'none' && timeToRemediate.failures === 0) {
    return t('history.remediation.nothingRecorded');
  }
  const when =
    recording.state === 'since'
      ? t('history.remediation.since', { day: recording.day })
      : t('history.remediation.in90Days');
  const ended = countEnded(t, when, timeToRemediate);
  if (recording.state !== 'stopped') return ended;
  const stopped = describeRecording(t, recording)!;
  return t('history.remediation.stopped', { ended, recording: stopped });
}
