import { OperationContext } from '../../http/operation';
import { Listing, pageScope } from '../../http/paging';
import { uuidFrom } from '../../state/ids';
import { readInput, validationException } from '../validation';

const DEFAULT_PAGE_SIZE = 20;
const MAX_PAGE_SIZE = 100;

/** The page that an input asks for. Its token is valid for the same operation and members only. */
export function readListing(
  operation: string,
  { input, place }: OperationContext,
): Listing {
  const { maxResults, nextToken, ...members } = input;
  const reader = readInput(input);
  return {
    limit: reader.integer('maxResults', 1, MAX_PAGE_SIZE) ?? DEFAULT_PAGE_SIZE,
    scope: `${pageScope(operation, place)}/${uuidFrom(
      JSON.stringify(members),
    )}`,
    token: reader.string('nextToken'),
    invalidToken: () => validationException('Invalid nextToken'),
  };
}

/** The first key that sorts after the given one. */
export function keyAfter(key: string | undefined): string {
  return key === undefined ? '' : `${key}\0`;
}

/** The items that a listing shows by now. */
export function* listed<T extends { listedAt: number }>(
  items: Iterable<T>,
  now: number,
): Generator<T> {
  for (const item of items) {
    if (item.listedAt <= now) yield item;
  }
}
