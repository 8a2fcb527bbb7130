import { RecordFailure } from '../../http/operation';

/** What became of one record of a batch. */
export interface RecordOutcome {
  memoryRecordId: string;
  requestIdentifier?: string;
  failure?: RecordFailure;
}

/** The answer of an operation on a batch of records. */
export function toBatchResult(outcomes: readonly RecordOutcome[]) {
  const toOutput = ({ failure, ...names }: RecordOutcome) => ({
    ...names,
    status: failure ? 'FAILED' : 'SUCCEEDED',
    ...failure,
  });
  return {
    successfulRecords: outcomes.filter(o => !o.failure).map(toOutput),
    failedRecords: outcomes.filter(o => o.failure).map(toOutput),
  };
}
