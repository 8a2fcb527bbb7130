import { MemoryRecord } from '../types';
import { EventRecord, LongTermRecord } from './types';

/** The metadata key of every record that only the service sets. */
export const RECORD_TYPE_KEY = 'x-amz-agentcore-memory-recordType';

/** An event as the API returns it. */
export function toApiEvent(
  { id }: MemoryRecord,
  event: EventRecord,
  withPayload: boolean = true,
) {
  return {
    memoryId: id,
    actorId: event.actorId,
    sessionId: event.sessionId,
    eventId: event.eventId,
    eventTimestamp: event.eventTimestamp / 1000,
    payload: withPayload ? JSON.parse(event.payload) : undefined,
    branch: event.branch,
    metadata: event.metadata,
  };
}

/** A record as the API returns it, alone or in a list. */
export function toApiRecord(record: LongTermRecord) {
  return {
    memoryRecordId: record.memoryRecordId,
    content: { text: record.text },
    // A required member, also of records without a strategy.
    memoryStrategyId: record.memoryStrategyId ?? '',
    namespaces: record.namespace ? [record.namespace] : [],
    createdAt: record.createdAt / 1000,
    metadata: {
      ...record.metadata,
      [RECORD_TYPE_KEY]: { stringValue: record.recordType },
    },
  };
}
