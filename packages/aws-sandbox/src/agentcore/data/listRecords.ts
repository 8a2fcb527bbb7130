import { InputReader } from '../../http/InputReader';
import { Operation } from '../../http/operation';
import { takePage } from '../../http/paging';
import { readInput, validationException } from '../validation';
import { keyAfter, listed, readListing } from './listing';
import { recordKey } from './MemoryContents';
import { openMemory } from './openMemory';
import { NAME, NAMESPACE } from './patterns';
import { readRecordFilter } from './recordFilter';
import { toApiRecord } from './toApi';

/** The text that begins all wanted namespaces, and which of those are wanted. */
interface NamespaceRange {
  prefix: string;
  isWanted: (namespace: string) => boolean;
}

/** The path `/` is the parent of every namespace, and of records without one. */
function readNamespaces(reader: InputReader): NamespaceRange {
  const namespace = reader.string('namespace', NAMESPACE);
  const path = reader.string('namespacePath', NAMESPACE);
  if ((namespace === undefined) === (path === undefined)) {
    throw validationException(
      'Exactly one of namespace and namespacePath is required',
    );
  }
  if (namespace !== undefined) {
    return { prefix: namespace, isWanted: () => true };
  }
  const prefix = path!.replace(/\/+$/, '');
  return {
    prefix,
    isWanted: name =>
      prefix === '' || name === prefix || name.startsWith(`${prefix}/`),
  };
}

/** ListMemoryRecords: by namespace, then in the order of creation. */
export const listRecords: Operation = context => {
  const { input, now } = context;
  const reader = readInput(input);
  const { prefix, isWanted } = readNamespaces(reader);
  const strategyId = reader.string('memoryStrategyId', NAME);
  const filterOf = readRecordFilter(input);
  const listing = readListing('ListMemoryRecords', context);
  const { memory, contents } = openMemory(context);
  const passes = filterOf(memory);
  function* recordsAfter(key: string | undefined) {
    const start = key === undefined ? prefix : keyAfter(key);
    for (const record of listed(contents.records.from(start), now)) {
      if (!record.namespace.startsWith(prefix)) return;
      if (
        isWanted(record.namespace) &&
        (strategyId === undefined || record.memoryStrategyId === strategyId) &&
        passes(record)
      ) {
        yield record;
      }
    }
  }
  const { items, nextToken } = takePage(listing, recordKey, recordsAfter);
  return {
    body: { memoryRecordSummaries: items.map(toApiRecord), nextToken },
  };
};
