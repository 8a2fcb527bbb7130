/** Counts lines of a log by kind: what differs from line to line is left out. */
export class LogKinds {
  readonly #counts = new Map<string, number>();

  add(line: string): void {
    const kind = line
      .replace(/arn:[^\s,;"')]+/g, 'ARN')
      .replace(/resource:[^\s,;"')]+/g, 'REF')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
      .replace(/\b[a-z]{2}-[a-z]+-\d\b/g, 'REGION')
      .replace(/\d+/g, 'N')
      .split('\n')[0]
      .slice(0, 160);
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  /** The kinds, the most frequent first. */
  get kinds(): [kind: string, count: number][] {
    return [...this.#counts].sort(([, a], [, b]) => b - a);
  }

  /** Lines whose kind matches. */
  matching(pattern: RegExp): number {
    return this.kinds.reduce(
      (sum, [kind, count]) => sum + (pattern.test(kind) ? count : 0),
      0,
    );
  }
}
