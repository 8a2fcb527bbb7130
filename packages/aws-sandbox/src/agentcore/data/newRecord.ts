import { uuidFrom } from '../../state/ids';
import { OpenMemory } from './openMemory';
import { LongTermRecord } from './types';

/** Stores a record in a memory. */
export function storeRecord(
  { memory, contents }: OpenMemory,
  input: Omit<LongTermRecord, 'memoryRecordId' | 'sequence'>,
): LongTermRecord {
  const sequence = contents.next();
  const record = {
    ...input,
    memoryRecordId: `mem-${uuidFrom(`${memory.arn}/${sequence}/record`)}`,
    sequence,
  };
  contents.addRecord(record);
  return record;
}
