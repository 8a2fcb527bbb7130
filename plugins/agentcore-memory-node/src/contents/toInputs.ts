import {
  CreateEventInput,
  MemoryRecordCreateInput,
  MemoryRecordMetadataValue,
  PayloadType,
  Role,
} from '@aws-sdk/client-bedrock-agentcore';
import {
  EventPart,
  NewEvent,
  NewRecord,
  RecordMetadataValue,
} from './MemoryContents';

/** In an order of its own: the same token twice must come with the same request. */
function sortedEntries<T>(values: Readonly<Record<string, T>>): [string, T][] {
  return Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1));
}

function toPayload(part: EventPart): PayloadType {
  switch (part.kind) {
    case 'conversational':
      return {
        conversational: {
          content: { text: part.text },
          // A role of the future is written as it was read.
          role: part.role as Role,
        },
      };
    case 'blob':
      // A document of the SDK, which we hold without looking into it.
      return { blob: part.document as PayloadType.BlobMember['blob'] };
    default:
      return {
        json: { content: part.document as PayloadType.BlobMember['blob'] },
      };
  }
}

/** What CreateEvent is asked. */
export function toCreateEventInput(
  memoryId: string,
  event: NewEvent,
  clientToken: string,
): CreateEventInput {
  const metadata = sortedEntries(event.metadata);
  return {
    memoryId,
    actorId: event.actorId,
    sessionId: event.sessionId,
    eventTimestamp: new Date(event.timestamp),
    payload: event.parts.map(toPayload),
    branch: event.branch,
    ...(metadata.length > 0 && {
      metadata: Object.fromEntries(
        metadata.map(([key, stringValue]) => [key, { stringValue }]),
      ),
    }),
    extractionMode: 'SKIP',
    clientToken,
  };
}

function toMetadataValue(
  metadata: RecordMetadataValue,
): MemoryRecordMetadataValue {
  switch (metadata.kind) {
    case 'string':
      return { stringValue: metadata.value };
    case 'strings':
      return { stringListValue: [...metadata.value] };
    case 'number':
      return { numberValue: metadata.value };
    default:
      return { dateTimeValue: new Date(metadata.value) };
  }
}

/** A record of what BatchCreateMemoryRecords is asked. */
export function toRecordInput(record: NewRecord): MemoryRecordCreateInput {
  const metadata = sortedEntries(record.metadata);
  return {
    requestIdentifier: record.name,
    content: { text: record.text },
    namespaces: [...record.namespaces],
    timestamp: new Date(record.createdAt),
    memoryStrategyId: record.strategyId,
    ...(metadata.length > 0 && {
      metadata: Object.fromEntries(
        metadata.map(([key, value]) => [key, toMetadataValue(value)]),
      ),
    }),
  };
}
