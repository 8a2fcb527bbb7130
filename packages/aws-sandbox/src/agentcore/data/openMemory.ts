import { AwsError } from '../../http/awsError';
import { OperationContext } from '../../http/operation';
import { parseArn } from '../../state/arn';
import { requireUsableKey } from '../encryptionKey';
import { MemoryRecord } from '../types';
import { readInput, validationException } from '../validation';
import { MemoryContents } from './MemoryContents';

const MEMORY_PATTERN =
  /^(arn:(aws|aws-cn|aws-us-gov):bedrock-agentcore:[a-z0-9-]+:[0-9]{12}:memory\/)?[a-zA-Z][a-zA-Z0-9-_]{0,99}-[a-zA-Z0-9]{10}$/;

/** A memory whose contents a call may read and write. */
export interface OpenMemory {
  memory: MemoryRecord;
  contents: MemoryContents;
}

/** The error of the data plane for something that does not exist. */
export function notFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', 404, `${what} not found`);
}

/**
 * The memory that an input's `memoryId` names, by id or ARN, and its contents.
 *
 * @remarks
 * It must be of the caller's account and region and ACTIVE, and its key must be enabled. Operations call this after they
 * have read all other members.
 */
export function openMemory(context: OperationContext): OpenMemory {
  const { state, place, now, input } = context;
  const name = readInput(input).requiredString('memoryId', {
    min: 12,
    pattern: MEMORY_PATTERN,
  });
  const parts = parseArn(name);
  if (parts && parts.accountId !== place.accountId) {
    throw new AwsError(
      'AccessDeniedException',
      403,
      `Account ${place.accountId} has no access to the memory ${name}`,
    );
  }
  const store = state.store(place);
  const memory = parts ? state.findMemory(name) : store.memories.get(name);
  if (!memory || memory.region !== place.region) throw notFound('Memory');
  if (memory.status !== 'ACTIVE') {
    throw validationException(
      `Memory status is not active: ${memory.id} is ${memory.status}`,
    );
  }
  requireUsableKey(state, memory);
  return { memory, contents: store.contentsOf(memory, now) };
}
