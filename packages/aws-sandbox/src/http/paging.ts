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

/** Input of {@link paginate}. */
export interface PageRequest<T> {
  items: readonly T[];
  /** Unique sort key; adding or removing items between pages neither skips nor repeats others. */
  sortKey: (item: T) => string;
  limit: number;
  scope: string;
  token: string | undefined;
  /** Thrown when the token is not one of this listing. */
  invalidToken: () => Error;
}

/** One page of items; `nextToken` is absent on the last. */
export interface Page<T> {
  items: T[];
  nextToken?: string;
}

/** Returns the page that the token points to. */
export function paginate<T>(request: PageRequest<T>): Page<T> {
  const { sortKey, limit, scope } = request;
  const token =
    request.token === undefined ? undefined : decodePageToken(request.token);
  if (request.token !== undefined && token?.scope !== scope) {
    throw request.invalidToken();
  }
  const rest = request.items
    .map(item => ({ item, key: sortKey(item) }))
    .filter(({ key }) => !token || key > token.after)
    .sort((a, b) => (a.key < b.key ? -1 : 1));
  const page = rest.slice(0, limit);
  return {
    items: page.map(({ item }) => item),
    nextToken:
      rest.length > limit
        ? encodePageToken({
            scope,
            after: page[page.length - 1].key,
            page: (token?.page ?? 1) + 1,
          })
        : undefined,
  };
}

/** Sort key for listings in the order of creation. */
export function sequenceKey({ sequence }: { sequence: number }): string {
  return String(sequence).padStart(12, '0');
}
