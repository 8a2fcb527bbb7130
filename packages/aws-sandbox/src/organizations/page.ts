import { OperationContext } from '../http/operation';
import { pageScope, paginate, sequenceKey } from '../http/paging';
import { organizationsError, readInput } from './errors';

const MAX_PAGE_SIZE = 20;

/** One page of a listing of Organizations. `scope` distinguishes the listing from others. */
export function pageOf<T extends { sequence: number }>(
  { place, input }: OperationContext,
  scope: string,
  items: readonly T[],
): { items: T[]; NextToken?: string } {
  const reader = readInput(input);
  const { items: page, nextToken } = paginate({
    items,
    sortKey: sequenceKey,
    limit: reader.integer('MaxResults', 1, MAX_PAGE_SIZE) ?? MAX_PAGE_SIZE,
    scope: pageScope(scope, place),
    token: reader.string('NextToken'),
    invalidToken: () =>
      organizationsError('InvalidInputException', 'Invalid NextToken', {
        Reason: 'INVALID_NEXT_TOKEN',
      }),
  });
  return { items: page, NextToken: nextToken };
}
