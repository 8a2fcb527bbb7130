import { AwsPlace } from '../aws/AwsPlace';
import { CallOptions } from '../inventory/MemoryInventory';

/** One session of an actor. @public */
export interface SessionName {
  /** Id of the actor. */
  actorId: string;
  /** Id of the session; unique for its actor. */
  sessionId: string;
}

/**
 * One part of an event. What AWS calls a document is any JSON; numbers that JavaScript would round are in a form of
 * their own, which is written back as it was read.
 *
 * @public
 */
export type EventPart =
  | { kind: 'conversational'; role: string; text: string }
  | { kind: 'blob'; document: unknown }
  | { kind: 'json'; document: unknown };

/** The branch of an event. @public */
export interface EventBranch {
  /** Name of the branch. */
  name: string;
  /** The event at which the branch begins. */
  rootEventId?: string;
}

/** An event of a memory. @public */
export interface StoredEvent {
  /** Id that AWS gave it. */
  eventId: string;
  /** As the writer said: epoch milliseconds. */
  timestamp: number;
  /** What was said or stored. */
  parts: readonly EventPart[];
  /** Its metadata. */
  metadata: Readonly<Record<string, string>>;
  /** Left out: on the main branch. */
  branch?: EventBranch;
  /** About how much its parts weigh. */
  bytes: number;
  /**
   * What of the event this version does not understand, by the names that AWS gave it; never content. The rest is then
   * not the whole event.
   */
  notUnderstood?: string;
}

/** An event to be created. It is kept out of long-term memory: its records are copied, not made again. @public */
export interface NewEvent
  extends SessionName,
    Pick<StoredEvent, 'timestamp' | 'parts' | 'metadata' | 'branch'> {}

/** A value in the metadata of a record. @public */
export type RecordMetadataValue =
  | { kind: 'string'; value: string }
  | { kind: 'strings'; value: readonly string[] }
  | { kind: 'number'; value: number }
  /** Epoch milliseconds. */
  | { kind: 'date'; value: number };

/** A long-term record of a memory. @public */
export interface StoredRecord {
  /** Id that AWS gave it. */
  recordId: string;
  /** What is remembered. */
  text: string;
  /** Where it is filed; AWS has one or none. */
  namespaces: readonly string[];
  /** Left out: of no strategy. */
  strategyId?: string;
  /** Epoch milliseconds. */
  createdAt: number;
  /** Its metadata without what only the service sets. */
  metadata: Readonly<Record<string, RecordMetadataValue>>;
  /** What the service says it is, such as `BASE` or `REFLECTION`. */
  recordType?: string;
  /** As of an event. */
  notUnderstood?: string;
}

/** A record to be created. @public */
export interface NewRecord
  extends Pick<
    StoredRecord,
    'text' | 'namespaces' | 'strategyId' | 'createdAt' | 'metadata'
  > {
  /** By which its outcome is told; unique in the batch; letters, digits, `-` and `_`, at most 80. */
  name: string;
}

/** What became of one record of a batch. @public */
export interface RecordOutcome {
  /** As given. */
  name: string;
  /** AWS's code of the failure, such as 400; `unknown` where it gave none. Left out: it was created. */
  failure?: number | 'unknown';
}

/** What became of an event. @public */
export interface CreatedEvent {
  /**
   * Id that AWS gave it, also when the same was asked for before. Left out: the token was used for an event that
   * differs, such as in its root.
   */
  eventId?: string;
}

/**
 * Reads the contents of AgentCore memories and adds to them, with the role for changing things, in places that a
 * provider config covers; others are refused with a `NotAllowedError` before a credential is asked for.
 *
 * Nothing is ever changed or deleted. All else rejects with a `ContentsError`, whose message never holds content.
 *
 * @public
 */
export interface MemoryContents {
  /** The ids of all actors, page by page. */
  actors(
    place: AwsPlace,
    memoryId: string,
    options?: CallOptions,
  ): AsyncGenerator<string[]>;

  /** The ids of an actor's sessions that have events, page by page. None of an actor that does not exist. */
  sessions(
    place: AwsPlace,
    memoryId: string,
    actorId: string,
    options?: CallOptions,
  ): AsyncGenerator<string[]>;

  /** The events of a session on all its branches with what they hold, the newest first, page by page. */
  events(
    place: AwsPlace,
    memoryId: string,
    session: SessionName,
    options?: CallOptions,
  ): AsyncGenerator<StoredEvent[]>;

  /** One event; undefined where it is gone. */
  event(
    place: AwsPlace,
    memoryId: string,
    session: SessionName,
    eventId: string,
    options?: CallOptions,
  ): Promise<StoredEvent | undefined>;

  /** All records, each once, page by page. */
  records(
    place: AwsPlace,
    memoryId: string,
    options?: CallOptions,
  ): AsyncGenerator<StoredRecord[]>;

  /** Adds an event. The same token and event twice make one. */
  createEvent(
    place: AwsPlace,
    memoryId: string,
    event: NewEvent,
    clientToken: string,
    options?: CallOptions,
  ): Promise<CreatedEvent>;

  /**
   * Adds at most 100 records; some may fail while others are there. The same token and records twice make them once,
   * and answer the same: what failed needs another token.
   */
  createRecords(
    place: AwsPlace,
    memoryId: string,
    records: readonly NewRecord[],
    clientToken: string,
    options?: CallOptions,
  ): Promise<RecordOutcome[]>;
}
