import { Operation } from '../../http/operation';
import { readInput, validationException } from '../validation';
import { MAX_BATCH } from './batchCreateRecords';
import { toBatchResult } from './batchResult';
import { openMemory } from './openMemory';
import { RECORD_ID } from './patterns';

/** BatchDeleteMemoryRecords; a record that does not exist fails alone. */
export const batchDeleteRecords: Operation = context => {
  const { input, recordFailure } = context;
  const records = readInput(input).records('records', 0, MAX_BATCH);
  if (!records) throw validationException('records must not be null');
  const ids = records.map(record =>
    readInput(record).requiredString('memoryRecordId', RECORD_ID),
  );
  const { contents } = openMemory(context);
  const outcomes = ids.map((memoryRecordId, index) => {
    const failure = recordFailure?.(index);
    if (failure) return { memoryRecordId, failure };
    const record = contents.recordsById.get(memoryRecordId);
    if (!record) {
      return {
        memoryRecordId,
        failure: { errorCode: 404, errorMessage: 'Memory record not found' },
      };
    }
    contents.removeRecord(record);
    return { memoryRecordId };
  });
  return { body: toBatchResult(outcomes) };
};
