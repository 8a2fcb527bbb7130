/** Key-value pairs of an event. */
export type EventMetadata = Readonly<Record<string, { stringValue: string }>>;

/** A value in the metadata of a record, as in the API; timestamps are epoch seconds. */
export interface RecordMetadataValue {
  stringValue?: string;
  stringListValue?: string[];
  numberValue?: number;
  dateTimeValue?: number;
}

/** Key-value pairs of a record. */
export type RecordMetadata = Readonly<Record<string, RecordMetadataValue>>;

/** The branch of an event. */
export interface EventBranch {
  name: string;
  rootEventId?: string;
}

/** One part of an event, as in the API. */
export type EventPayload = Readonly<
  | {
      conversational: {
        content: { text: string };
        role: 'ASSISTANT' | 'USER' | 'TOOL' | 'OTHER';
      };
    }
  | { blob: unknown }
  | { json: { content: unknown } }
>;

/** One event of a session. */
export interface EventRecord {
  /** Sorts by time: the zero-padded milliseconds of `eventTimestamp`, `#`, and a suffix. */
  eventId: string;
  actorId: string;
  sessionId: string;
  /** Epoch milliseconds, as given by the caller. */
  eventTimestamp: number;
  /** The list of payloads as JSON text, which takes less memory than objects. */
  payload: string;
  branch?: EventBranch;
  metadata?: EventMetadata;
  /** Whether it is kept out of long-term memory. */
  skipsExtraction: boolean;
  /** Epoch milliseconds. */
  expiresAt: number;
  /** When listings begin to show it: epoch milliseconds. */
  listedAt: number;
  clientToken?: string;
}

/** Where a branch of a session begins. */
export interface BranchRecord {
  rootEventId: string;
  /** The branch of the root event. */
  parent: string;
}

/** One long-term record of a memory. */
export interface LongTermRecord {
  memoryRecordId: string;
  text: string;
  /** Empty when the record is in no namespace. */
  namespace: string;
  memoryStrategyId?: string;
  /** Epoch milliseconds, as given by the caller. */
  createdAt: number;
  /** Epoch milliseconds of the last write. */
  updatedAt: number;
  metadata?: RecordMetadata;
  /** `REFLECTION` for what a strategy concluded from several records. */
  recordType: 'BASE' | 'REFLECTION';
  /** When listings begin to show it: epoch milliseconds. */
  listedAt: number;
  /** Order of creation in the memory. */
  sequence: number;
}
