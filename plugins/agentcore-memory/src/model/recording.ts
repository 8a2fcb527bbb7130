import { HistoryResponse } from 'backstage-plugin-agentcore-memory-common';
import { Translate } from '../translation';
import { formatInstant } from './formatInstant';
import { shiftDay } from './historyChart';
import { dayOf } from './today';

const HOUR_MS = 3600_000;

/** Days of which the API tells the history unless asked for others. */
const QUARTER = 90;

/** A period of the history, as a page shows it. */
export interface Period {
  /** First day, `YYYY-MM-DD`. */
  from: string;
  /** ISO 8601: the present, as the backend tells it. */
  now: string;
}

/** The last so many days up to an instant, ninety unless told otherwise. */
export function lastDays(now: string, days: number = QUARTER): Period {
  return { from: shiftDay(dayOf(now), 1 - days), now };
}

/**
 * How much of a period was recorded: nothing, all of it, only from a day on, or only until an instant, as recording
 * has stopped.
 */
export type Recording =
  | { state: 'none' | 'whole' }
  | { state: 'since'; day: string }
  | { state: 'stopped'; at: string };

/** How much of a period was recorded. */
export function recordingOf(
  { firstDay, recordedAt }: Pick<HistoryResponse, 'firstDay' | 'recordedAt'>,
  { from, now }: Period,
): Recording {
  if (!firstDay || !recordedAt) return { state: 'none' };
  if (Date.parse(now) - Date.parse(recordedAt) > HOUR_MS) {
    return { state: 'stopped', at: recordedAt };
  }
  return firstDay > from
    ? { state: 'since', day: firstDay }
    : { state: 'whole' };
}

/** What is missing from a period, in words; `undefined` of one that was recorded whole. */
export function describeRecording(
  t: Translate,
  recording: Recording,
): string | undefined {
  switch (recording.state) {
    case 'none':
      return t('history.recording.none');
    case 'since':
      return t('history.recording.since', { day: recording.day });
    case 'stopped':
      return t('history.recording.stopped', {
        instant: formatInstant(recording.at),
      });
    case 'whole':
      return undefined;
    default:
      return recording satisfies never;
  }
}
