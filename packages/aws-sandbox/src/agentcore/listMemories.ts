import type { Operation } from '../http/operation';
import { pageScope, paginate, sequenceKey } from '../http/paging';
import { toMemorySummary } from './toApiMemory';
import { readInput, validationException } from './validation';

const defaultPageSize = 10;
const maxPageSize = 100;

/** ListMemories: every memory of the account in the region, in the order of creation. */
export const listMemories: Operation = ({ state, place, input }) => {
  const reader = readInput(input);
  const { items, nextToken } = paginate({
    items: [...state.store(place).memories.values()],
    sortKey: sequenceKey,
    limit: reader.integer('maxResults', 1, maxPageSize) ?? defaultPageSize,
    scope: pageScope('ListMemories', place),
    token: reader.string('nextToken'),
    invalidToken: () => validationException('Invalid nextToken'),
  });
  return { body: { memories: items.map(toMemorySummary), nextToken } };
};
