/** Longer values, in lower case, are left out of the catalog's index. */
const MAX_INDEXED = 200;

/**
 * The beginning of a text that the catalog can index: a list that is ordered or filtered by a field lacks entities whose
 * value is not in the index. Never half of a surrogate pair. A few characters grow in lower case.
 *
 * @see https://github.com/backstage/backstage/blob/master/plugins/catalog-backend/src/database/operations/stitcher/buildEntitySearch.ts
 * @public
 */
export function cutToIndex(text: string): string {
  let short = text.slice(0, MAX_INDEXED);
  while (short.toLocaleLowerCase('en-US').length > MAX_INDEXED) {
    short = short.slice(0, -1);
  }
  return short.length < text.length
    ? short.replace(/[\uD800-\uDBFF]$/, '')
    : text;
}
