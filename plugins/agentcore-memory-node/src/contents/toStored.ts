import {
  Event,
  MemoryRecordMetadataValue,
  MemoryRecordSummary,
  PayloadType,
} from '@aws-sdk/client-bedrock-agentcore';
import { UnexpectedAnswerError } from '../aws/toFacts';
import {
  EventPart,
  RecordMetadataValue,
  StoredEvent,
  StoredRecord,
} from './MemoryContents';

/** Begins the metadata keys that only the service sets. */
const SYSTEM_PREFIX = 'x-amz-agentcore-memory-';
const RECORD_TYPE_KEY = `${SYSTEM_PREFIX}recordType`;

function text(value: unknown, field: string): string {
  if (typeof value !== 'string' || value === '') {
    throw new UnexpectedAnswerError(`AWS answered without ${field}`);
  }
  return value;
}

function milliseconds(value: unknown, field: string): number {
  if (!(value instanceof Date) || Number.isNaN(value.getTime())) {
    throw new UnexpectedAnswerError(`AWS answered without a date in ${field}`);
  }
  return value.getTime();
}

/** The names of what is in a union that has no member we know. */
function namesIn(value: object | undefined): string {
  const { $unknown } = (value ?? {}) as { $unknown?: unknown };
  const name = Array.isArray($unknown) ? $unknown[0] : undefined;
  return typeof name === 'string' ? name : 'nothing';
}

/** A part, or the name of what it has instead. */
function toPart(payload: PayloadType): EventPart | string {
  if (payload.conversational) {
    const { content, role } = payload.conversational;
    return content?.text === undefined
      ? `conversational content ${namesIn(content)}`
      : { kind: 'conversational', role: role ?? '', text: content.text };
  }
  if (payload.blob !== undefined) {
    return { kind: 'blob', document: payload.blob };
  }
  if (payload.json && 'content' in payload.json) {
    return { kind: 'json', document: payload.json.content };
  }
  return `payload ${payload.json ? 'json without content' : namesIn(payload)}`;
}

function weightOf(part: EventPart): number {
  if (part.kind === 'conversational') return part.text.length;
  const { document } = part;
  if (typeof document === 'string') return document.length;
  const json = JSON.stringify(document, (_key, value) =>
    typeof value === 'bigint' ? String(value) : value,
  );
  return json?.length ?? 0;
}

/** An event in our words. */
export function toStoredEvent(event: Event): StoredEvent {
  const unknown = new Set<string>();
  const parts: EventPart[] = [];
  if (!Array.isArray(event.payload)) unknown.add('payload missing');
  for (const payload of event.payload ?? []) {
    const part = toPart(payload);
    if (typeof part === 'string') unknown.add(part);
    else parts.push(part);
  }
  const metadata: Record<string, string> = {};
  for (const [key, value] of Object.entries(event.metadata ?? {})) {
    if (value?.stringValue === undefined) {
      unknown.add(`metadata ${namesIn(value)}`);
    } else {
      metadata[key] = value.stringValue;
    }
  }
  const { branch } = event;
  return {
    eventId: text(event.eventId, 'eventId'),
    timestamp: milliseconds(event.eventTimestamp, 'eventTimestamp'),
    parts,
    metadata,
    branch: branch && {
      name: text(branch.name, 'branch.name'),
      rootEventId: branch.rootEventId,
    },
    bytes: parts.reduce((sum, part) => sum + weightOf(part), 0),
    ...(unknown.size > 0 && { notUnderstood: [...unknown].join(', ') }),
  };
}

function toValue(
  value: MemoryRecordMetadataValue,
): RecordMetadataValue | undefined {
  if (value?.stringValue !== undefined) {
    return { kind: 'string', value: value.stringValue };
  }
  if (value?.stringListValue !== undefined) {
    return { kind: 'strings', value: value.stringListValue };
  }
  if (value?.numberValue !== undefined) {
    return { kind: 'number', value: value.numberValue };
  }
  return value?.dateTimeValue instanceof Date
    ? { kind: 'date', value: value.dateTimeValue.getTime() }
    : undefined;
}

/** A record in our words. */
export function toStoredRecord(record: MemoryRecordSummary): StoredRecord {
  const unknown = new Set<string>();
  const metadata: Record<string, RecordMetadataValue> = {};
  for (const [key, value] of Object.entries(record.metadata ?? {})) {
    if (!key.startsWith(SYSTEM_PREFIX)) {
      const known = toValue(value);
      if (known) metadata[key] = known;
      else unknown.add(`metadata ${namesIn(value)}`);
    }
  }
  const { content } = record;
  if (content?.text === undefined) unknown.add(`content ${namesIn(content)}`);
  return {
    recordId: text(record.memoryRecordId, 'memoryRecordId'),
    text: content?.text ?? '',
    namespaces: record.namespaces ?? [],
    strategyId: record.memoryStrategyId || undefined,
    createdAt: milliseconds(record.createdAt, 'createdAt'),
    metadata,
    recordType: record.metadata?.[RECORD_TYPE_KEY]?.stringValue,
    ...(unknown.size > 0 && { notUnderstood: [...unknown].join(', ') }),
  };
}
