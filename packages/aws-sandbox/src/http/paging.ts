import { Place } from '../state/arn';

/** Content of an opaque page token. */
export interface PageToken {
  /** Operation, account and region that the token is valid for. */
  scope: string;
  /** Sort key of the last item of the page before. */
  after: string;
  /** Page that the token leads to, from 2. */
  page: number;
}

/** The scope that limits a token to one listing. */
export function pageScope(operation: string, place: Place): string {
  return `${operation}/${place.accountId}/${place.region}`;
}

/** Decodes a page token; undefined when it is not one of the sandbox. */
export function decodePageToken(text: string): PageToken | undefined {
  try {
    const token = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof token?.scope === 'string' &&
      typeof token.after === 'string' &&
      Number.isInteger(token.page)
      ? token
      : undefined;
  } catch {
    return undefined;
  }
}

function encodePageToken(token: PageToken): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

/** What the token of a listing is read and written with. */
export interface Listing {
  scope: string;
  token: string | undefined;
  limit: number;
  /** Thrown when the token is not one of this listing. */
  invalidToken: () => Error;
}

/** One page of items; `nextToken` is absent on the last. */
export interface Page<T> {
  items: T[];
  nextToken?: string;
}

function readToken({
  token: text,
  scope,
  invalidToken,
}: Listing): PageToken | undefined {
  const token = text === undefined ? undefined : decodePageToken(text);
  if (text !== undefined && token?.scope !== scope) throw invalidToken();
  return token;
}

/**
 * Takes one page from items in the order of a listing, and looks at no more of them than it needs.
 *
 * @param after - the items after that sort key, or all of them
 */
export function takePage<T>(
  listing: Listing,
  sortKey: (item: T) => string,
  after: (key: string | undefined) => Iterable<T>,
): Page<T> {
  const token = readToken(listing);
  const items: T[] = [];
  for (const item of after(token?.after)) {
    if (items.length === listing.limit) {
      return {
        items,
        nextToken: encodePageToken({
          scope: listing.scope,
          after: sortKey(items[items.length - 1]),
          page: (token?.page ?? 1) + 1,
        }),
      };
    }
    items.push(item);
  }
  return { items };
}

/** Input of {@link paginate}. */
export interface PageRequest<T> extends Listing {
  items: readonly T[];
  /** Unique sort key; adding or removing items between pages neither skips nor repeats others. */
  sortKey: (item: T) => string;
}

/** Returns the page that the token points to. */
export function paginate<T>(request: PageRequest<T>): Page<T> {
  const { items, sortKey } = request;
  return takePage(request, sortKey, after =>
    items
      .map(item => ({ item, key: sortKey(item) }))
      .filter(({ key }) => after === undefined || key > after)
      .sort((a, b) => (a.key < b.key ? -1 : 1))
      .map(({ item }) => item),
  );
}

/** Sort key for listings in the order of creation. */
export function sequenceKey({ sequence }: { sequence: number }): string {
  return String(sequence).padStart(12, '0');
}
