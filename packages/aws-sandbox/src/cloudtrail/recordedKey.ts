import { RecordedEvent } from './types';
import { sequenceKey } from '../http/paging';

/** Sort key of the event history: by time, and within a second in the order of recording. */
export function recordedKey(event: RecordedEvent): string {
  return `${event.record.eventTime}/${sequenceKey(event)}`;
}
