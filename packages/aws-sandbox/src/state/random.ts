/** Pseudo-random numbers that depend on a seed only. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** An integer in [0, `end`). */
  below(end: number): number;
  /** One of the items. */
  pick<T>(items: readonly T[]): T;
  /** The given number of different items, in random order. */
  sample<T>(items: readonly T[], count: number): T[];
}

/** Creates a generator (mulberry32) with the same numbers for the same seed. */
export function createRandom(seed: number): Random {
  let state = Math.trunc(seed);
  /* eslint-disable no-bitwise -- the algorithm mixes bits */
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  /* eslint-enable no-bitwise */
  const below = (end: number) => Math.floor(next() * end);
  return {
    next,
    below,
    pick: items => items[below(items.length)],
    sample(items, count) {
      const rest = [...items];
      return Array.from(
        { length: Math.min(count, items.length) },
        (_, index) => {
          const chosen = index + below(rest.length - index);
          [rest[index], rest[chosen]] = [rest[chosen], rest[index]];
          return rest[index];
        },
      );
    },
  };
}
