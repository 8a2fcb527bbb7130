import { Operation } from '../http/operation';
import { pageScope, paginate, sequenceKey } from '../http/paging';
import { toMemorySummary } from './toApiMemory';
import { readInput, validationException } from './validation';

const DEFAULT_PAGE_SIZE = 10;
const MAX_PAGE_SIZE = 100;

/** ListMemories: every memory of the account in the region, in the order of creation. */
export const listMemories: Operation = ({ state, place, input }) => {
  const reader = readInput(input);
  const { items, nextToken } = paginate({
    items: [...state.store(place).memories.values()],
    sortKey: sequenceKey,
    limit: reader.integer('maxResults', 1, MAX_PAGE_SIZE) ?? DEFAULT_PAGE_SIZE,
    scope: pageScope('ListMemories', place),
    token: reader.string('nextToken'),
    invalidToken: () => validationException('Invalid nextToken'),
  });
  return { body: { memories: items.map(toMemorySummary), nextToken } };
};
