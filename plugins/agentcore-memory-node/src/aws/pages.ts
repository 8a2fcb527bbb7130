import { UnexpectedAnswerError } from './toFacts';

/** More pages than any account has; a listing that goes on beyond them is broken. */
export const MAX_PAGES = 10_000;

/** The items of a whole listing. */
export interface WholeListing<T> {
  items: T[];
  /** Whether some page had no list at all. That is how AWS may say that it is empty, and so may a fault. */
  leftOut: boolean;
}

/** A list in an answer: one that is left out is empty. Throws `UnexpectedAnswerError` for what is no list. */
export function listOf<T>(list: T[] | null | undefined): T[] {
  const items = list ?? [];
  if (!Array.isArray(items)) {
    throw new UnexpectedAnswerError('AWS answered a list that is none');
  }
  return items;
}

/**
 * All items of a paged AWS listing, or an error: never a part of them.
 *
 * Throws when a page fails, and when AWS hands out the same token twice, which would never end.
 */
export async function allPages<T>(
  fetchPage: (
    token: string | undefined,
  ) => Promise<{ items: T[] | undefined; next: string | undefined }>,
): Promise<WholeListing<T>> {
  const all: T[] = [];
  let leftOut = false;
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, next } = await fetchPage(token);
    all.push(...listOf(items));
    leftOut ||= !items;
    if (!next) return { items: all, leftOut };
    if (next === token) {
      throw new TypeError('AWS answered the same page token twice');
    }
    token = next;
  }
  throw new TypeError(`AWS listed more than ${MAX_PAGES} pages`);
}
