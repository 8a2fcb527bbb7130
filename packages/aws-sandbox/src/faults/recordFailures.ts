import { RecordFailure } from '../http/operation';
import { Fault } from './faults';

/** Which records of a batch fail by a fault, and why; undefined for faults of other kinds. */
export function recordFailures(
  fault: Fault | undefined,
): ((index: number) => RecordFailure | undefined) | undefined {
  if (fault?.kind !== 'failRecords') return undefined;
  const { every = 2, error } = fault;
  const failure = {
    errorCode: error?.status ?? 500,
    errorMessage: error?.message ?? 'The record could not be processed.',
  };
  return index => (index % every === 0 ? failure : undefined);
}
