/** Items in the order of a unique key; finding, adding and removing one, and reading a page, do not look at all of them. */
export class SortedList<T> {
  readonly #keyOf: (item: T) => string;
  #items: T[] = [];

  constructor(keyOf: (item: T) => string) {
    this.#keyOf = keyOf;
  }

  /** Number of items. */
  get size(): number {
    return this.#items.length;
  }

  /** The item with this key; undefined when there is none. */
  get(key: string): T | undefined {
    const item = this.#items[this.#indexOf(key)];
    return item !== undefined && this.#keyOf(item) === key ? item : undefined;
  }

  /** Adds an item, or replaces the one with its key. */
  add(item: T): void {
    const key = this.#keyOf(item);
    const index = this.#indexOf(key);
    const found = this.#items[index];
    const isThere = found !== undefined && this.#keyOf(found) === key;
    this.#items.splice(index, isThere ? 1 : 0, item);
  }

  /** Removes the item with this key; false when there is none. */
  remove(key: string): boolean {
    if (!this.get(key)) return false;
    this.#items.splice(this.#indexOf(key), 1);
    return true;
  }

  /** Keeps the items of which `isKept` is true, and returns the others. */
  prune(isKept: (item: T) => boolean): T[] {
    const removed: T[] = [];
    this.#items = this.#items.filter(
      item => isKept(item) || (removed.push(item), false),
    );
    return removed;
  }

  /** All items in order. */
  values(): readonly T[] {
    return this.#items;
  }

  /** The items from the first with at least this key, which may be missing, in order. */
  *from(key: string): Generator<T> {
    for (let i = this.#indexOf(key); i < this.#items.length; i += 1) {
      yield this.#items[i];
    }
  }

  /** The items below this key, or all of them, from the last to the first. */
  *backwards(below?: string): Generator<T> {
    const end = below === undefined ? this.size : this.#indexOf(below);
    for (let i = end - 1; i >= 0; i -= 1) {
      yield this.#items[i];
    }
  }

  /** Index of the first item whose key is not below the given one. */
  #indexOf(key: string): number {
    let low = 0;
    let high = this.#items.length;
    // Most items are added at the end.
    if (high > 0 && this.#keyOf(this.#items[high - 1]) < key) return high;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#keyOf(this.#items[middle]) < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
