import { MAX_PAGES } from '../aws/pages';
import { ContentsError } from './ContentsError';

/**
 * The pages of a listing, as `allPages` reads them, but one by one. Throws where a page has no list, which would read as an
 * empty memory, and where AWS hands out the same token twice or lists pages without end.
 */
export async function* listPages<T>(
  fetchPage: (
    token: string | undefined,
  ) => Promise<{ items: T[] | undefined; next: string | undefined }>,
): AsyncGenerator<T[]> {
  let token: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const { items, next } = await fetchPage(token);
    if (!Array.isArray(items)) {
      throw new ContentsError('unanswered', 'AWS answered without a list');
    }
    yield items;
    if (!next) return;
    if (next === token) {
      throw new ContentsError(
        'unanswered',
        'AWS answered the same page token twice',
      );
    }
    token = next;
  }
  throw new ContentsError(
    'unanswered',
    `AWS listed more than ${MAX_PAGES} pages`,
  );
}
