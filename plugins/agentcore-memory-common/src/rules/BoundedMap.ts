/** A map that forgets what was asked for least recently, so that it can't grow without end. */
export class BoundedMap<T> {
  private readonly entries = new Map<string, T>();
  private length = 0;

  /**
   * @param max - how many entries
   * @param maxLength - how many characters all ids together
   */
  constructor(
    private readonly max: number,
    private readonly maxLength = Infinity,
  ) {}

  get size(): number {
    return this.entries.size;
  }

  /** What is kept under an id, or what is made and kept from now on. */
  once(id: string, make: () => T): T {
    const isKept = this.entries.has(id);
    const value = isKept ? (this.entries.get(id) as T) : make();
    // A map keeps the order of insertion, so the first entry is the one that nobody asked for the longest.
    this.forget(id);
    this.entries.set(id, value);
    this.length += id.length;
    for (const oldest of this.entries.keys()) {
      const fits = this.size <= this.max && this.length <= this.maxLength;
      if (fits || oldest === id) break;
      this.forget(oldest);
    }
    return value;
  }

  private forget(id: string): void {
    if (this.entries.delete(id)) this.length -= id.length;
  }
}
