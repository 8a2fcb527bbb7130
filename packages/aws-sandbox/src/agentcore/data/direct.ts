import { storeEvent } from './newEvent';
import { storeRecord } from './newRecord';
import { OpenMemory } from './openMemory';
import { resolveBranch } from './readBranch';
import {
  EventBranch,
  EventMetadata,
  EventPayload,
  EventRecord,
  LongTermRecord,
  RecordMetadata,
} from './types';

/** An event as a test or seed adds it. */
export interface EventInput {
  actorId: string;
  sessionId: string;
  payload: readonly EventPayload[];
  /** Epoch milliseconds; when it is written by default. */
  eventTimestamp?: number;
  branch?: EventBranch;
  metadata?: EventMetadata;
  /** Epoch milliseconds, from which it counts to its expiry; now by default. */
  writtenAt?: number;
}

/** An event as tests compare it. */
export interface StoredEvent
  extends Omit<EventRecord, 'payload' | 'listedAt' | 'clientToken'> {
  payload: EventPayload[];
}

/** A record as a test or seed adds it. */
export interface RecordInput {
  text: string;
  /** None by default. */
  namespace?: string;
  memoryStrategyId?: string;
  metadata?: RecordMetadata;
  /** Epoch milliseconds; now by default. */
  createdAt?: number;
  recordType?: LongTermRecord['recordType'];
}

/** A record as tests compare it. */
export type StoredRecord = Omit<LongTermRecord, 'listedAt' | 'sequence'>;

/** A session as tests compare it. */
export interface StoredSession {
  actorId: string;
  sessionId: string;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Number of its events. */
  events: number;
}

function toStoredEvent({
  listedAt,
  clientToken,
  payload,
  ...event
}: EventRecord): StoredEvent {
  return { ...event, payload: JSON.parse(payload) };
}

function toStoredRecord({
  listedAt,
  sequence,
  ...record
}: LongTermRecord): StoredRecord {
  return record;
}

/** Adds an event; listings show it at once. */
export function addEvent(
  open: OpenMemory,
  { payload, writtenAt, ...input }: EventInput,
  now: number,
): StoredEvent {
  const { contents } = open;
  const session = contents.session(input.actorId, input.sessionId);
  const time = writtenAt ?? now;
  return toStoredEvent(
    storeEvent(
      open,
      {
        eventTimestamp: time,
        ...input,
        payload: JSON.stringify(payload),
        skipsExtraction: false,
        writtenAt: time,
        listedAt: now,
      },
      resolveBranch(input.branch, session, contents),
    ),
  );
}

/** Adds a record; listings show it at once. */
export function addRecord(
  open: OpenMemory,
  input: RecordInput,
  now: number,
): StoredRecord {
  const createdAt = input.createdAt ?? now;
  return toStoredRecord(
    storeRecord(open, {
      namespace: '',
      recordType: 'BASE',
      ...input,
      createdAt,
      updatedAt: createdAt,
      listedAt: now,
    }),
  );
}

/** All sessions, actor by actor. */
export function sessionsOf({ contents }: OpenMemory): StoredSession[] {
  return contents.sessions().map(session => ({
    actorId: session.actorId,
    sessionId: session.sessionId,
    createdAt: session.createdAt,
    events: session.events.size,
  }));
}

/** The events of a session, or of all sessions, the oldest of a session first. */
export function eventsOf(
  { contents }: OpenMemory,
  only?: { actorId: string; sessionId: string },
): StoredEvent[] {
  const sessions = only
    ? [contents.session(only.actorId, only.sessionId)]
    : contents.sessions();
  return sessions.flatMap(session =>
    (session?.events.values() ?? []).map(toStoredEvent),
  );
}

/** All records in the order of creation. */
export function recordsOf({ contents }: OpenMemory): StoredRecord[] {
  return [...contents.recordsById.values()].map(toStoredRecord);
}
