import { MappedRecord, RecordNote } from './recordMapping';

/** A record to be written. */
export interface RecordToWrite {
  note: RecordNote;
  record: MappedRecord;
  /** How many equal ones the target had then, those that its listing does not show yet included. */
  present: number;
}

/** Records that are written in one call. */
export interface RecordBatch {
  records: readonly RecordToWrite[];
  /** Two calls with the same token write once. */
  clientToken: string;
  /** How often a record of it was tried by itself. */
  attempt: number;
}
