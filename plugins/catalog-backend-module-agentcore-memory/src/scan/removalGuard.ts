/** A scope with no more memories than this is not guarded: a share of so few means little. */
const MIN_GUARDED = 5;

/**
 * Why what a complete answer lacks is not removed yet, or `undefined` if it is. An answer that makes most of a
 * scope disappear is more often a fault than the truth; the truth is still there the next time.
 */
export function removalRefusal(options: {
  /** What is listed, in words. Default: memories. */
  what?: string;
  known: number;
  /** Of those, how many the answer lacks for the first time. */
  gone: number;
  maxRemovalPercent: number;
}): string | undefined {
  const { known, gone, maxRemovalPercent, what = 'memories' } = options;
  if (known <= MIN_GUARDED || gone * 100 <= known * maxRemovalPercent) {
    return undefined;
  }
  return `The listing lacks ${gone} of ${known} known ${what}; they are removed if the next listing shows the same`;
}
