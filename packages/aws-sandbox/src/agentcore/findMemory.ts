import { AwsError } from '../http/awsError';
import { OperationContext } from '../http/operation';
import { MemoryRecord } from './types';
import { readInput } from './validation';

const MEMORY_ID_PATTERN = /^[a-zA-Z][a-zA-Z0-9-_]{0,99}-[a-zA-Z0-9]{10}$/;

/** The memory that an input's `memoryId` names, in the caller's account and region. */
export function findMemory({
  state,
  place,
  input,
}: OperationContext): MemoryRecord {
  const memoryId = readInput(input).requiredString('memoryId', {
    min: 12,
    pattern: MEMORY_ID_PATTERN,
  });
  const memory = state.store(place).memories.get(memoryId);
  if (!memory) {
    throw new AwsError(
      'ResourceNotFoundException',
      404,
      `Memory not found: ${memoryId}`,
    );
  }
  return memory;
}
