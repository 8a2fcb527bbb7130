import { Operation } from '../../http/operation';
import { readInput } from '../validation';
import { notFound, openMemory } from './openMemory';
import { NAMESPACE, RECORD_ID } from './patterns';
import { toApiRecord } from './toApi';

/** GetMemoryRecord; the namespace is for conditions of IAM policies, which the sandbox does not have. */
export const getRecord: Operation = context => {
  const reader = readInput(context.input);
  const id = reader.requiredString('memoryRecordId', RECORD_ID);
  reader.string('namespace', NAMESPACE);
  const record = openMemory(context).contents.recordsById.get(id);
  if (!record) throw notFound(`Memory record ${id}`);
  return { body: { memoryRecord: toApiRecord(record) } };
};
