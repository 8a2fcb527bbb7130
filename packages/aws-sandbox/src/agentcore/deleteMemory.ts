import { AwsError } from '../http/awsError';
import { Operation } from '../http/operation';
import { findMemory } from './findMemory';
import { validationException } from './validation';

/** DeleteMemory: the memory is DELETING until the clock removes it; a repetition meanwhile changes nothing. */
export const deleteMemory: Operation = context => {
  const memory = findMemory(context);
  if (memory.managedByResourceArn) {
    throw validationException(
      `The memory is managed by ${memory.managedByResourceArn}, which alone can delete it`,
    );
  }
  if (memory.status === 'CREATING' || memory.status === 'UPDATING') {
    throw new AwsError(
      'ConflictException',
      409,
      `Memory ${memory.id} is ${memory.status}`,
    );
  }
  if (memory.status !== 'DELETING') {
    memory.status = 'DELETING';
    memory.updatedAt = context.now;
    memory.transition = {
      to: 'gone',
      at: context.now + context.transitionMs,
    };
  }
  return { status: 202, body: { memoryId: memory.id, status: 'DELETING' } };
};
