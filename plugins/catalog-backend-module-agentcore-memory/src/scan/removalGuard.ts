/** A scope with no more memories than this is not guarded: a share of so few means little. */
const MIN_GUARDED_MEMORIES = 5;

/**
 * Why what a complete answer lacks is not removed yet, or `undefined` if it is. An answer that makes most of a
 * scope disappear is more often a fault than the truth; the truth is still there the next time.
 */
export function removalRefusal(options: {
  what: 'memories' | 'accounts';
  known: number;
  /** Of those, how many the answer lacks for the first time. */
  gone: number;
  maxRemovalPercent: number;
}): string | undefined {
  const { known, gone, maxRemovalPercent, what } = options;
  const isFew = what === 'memories' && known <= MIN_GUARDED_MEMORIES;
  if (isFew || gone * 100 <= known * maxRemovalPercent) return undefined;
  return `The listing lacks ${gone} of ${known} known ${what}; they are removed if a listing at least five minutes later shows the same`;
}
