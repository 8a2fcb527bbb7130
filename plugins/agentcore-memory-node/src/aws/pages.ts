/** More pages than any account has; a listing that goes on beyond them is broken. */
const MAX_PAGES = 10_000;

/**
 * All items of a paged AWS listing, or an error: never a part of them.
 *
 * Throws when a page fails, and when AWS hands out the same token twice, which would never end.
 */
export async function allPages<T>(
  fetchPage: (
    token: string | undefined,
  ) => Promise<{ items: T[] | undefined; next: string | undefined }>,
): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, next } = await fetchPage(token);
    if (!Array.isArray(items)) {
      throw new TypeError('AWS answered a listing without a list');
    }
    all.push(...items);
    if (!next) return all;
    if (next === token) {
      throw new TypeError('AWS answered the same page token twice');
    }
    token = next;
  }
  throw new TypeError(`AWS listed more than ${MAX_PAGES} pages`);
}
