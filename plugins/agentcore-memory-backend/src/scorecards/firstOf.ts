/**
 * The first few of some items by an order, as sorting them and taking the first would give them. To sort the hundred
 * thousand memories of a large company takes longer than all else that a request does.
 */
export function firstOf<T>(
  count: number,
  items: Iterable<T>,
  compare: (a: T, b: T) => number,
): T[] {
  const kept: T[] = [];
  let last: T | undefined;
  for (const item of items) {
    if (last !== undefined && compare(item, last) >= 0) continue;
    kept.push(item);
    if (kept.length === 2 * count) {
      kept.sort(compare);
      kept.length = count;
      last = kept[count - 1];
    }
  }
  return kept.sort(compare).slice(0, count);
}
