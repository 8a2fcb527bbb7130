import { AwsError } from '../http/awsError';
import type { OperationContext } from '../http/operation';
import { readInput } from './validation';
import type { MemoryRecord } from './types';

const memoryIdPattern = /^[a-zA-Z][a-zA-Z0-9-_]{0,99}-[a-zA-Z0-9]{10}$/;

/** The memory that an input's `memoryId` names, in the caller's account and region. */
export function findMemory({
  state,
  place,
  input,
}: OperationContext): MemoryRecord {
  const memoryId = readInput(input).requiredString('memoryId', {
    min: 12,
    pattern: memoryIdPattern,
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
