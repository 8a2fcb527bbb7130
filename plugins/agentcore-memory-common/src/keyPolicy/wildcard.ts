/**
 * Whether a text matches a pattern in which `*` stands for any characters and `?` for exactly one.
 * Never backtracks further than the last `*`, so that no pattern takes more than length × length steps.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  while (t < text.length) {
    // The star is looked at first: the text may hold a literal `*`, which must not use up the wildcard.
    if (pattern[p] === '*') {
      star = p++;
      resume = t;
    } else if (
      p < pattern.length &&
      (pattern[p] === '?' || pattern[p] === text[t])
    ) {
      p++;
      t++;
    } else if (star >= 0) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}

/**
 * What is left of a pattern behind a prefix: one pattern for each way in which its beginning matches the prefix.
 * None: no text with this prefix matches.
 */
export function restsAfter(pattern: string, prefix: string): string[] {
  let positions = new Set<number>();
  const reach = (into: Set<number>, from: number) => {
    let position = from;
    into.add(position);
    while (pattern[position] === '*') into.add(++position);
  };
  reach(positions, 0);
  for (const character of prefix) {
    const next = new Set<number>();
    for (const position of positions) {
      const expected = pattern[position];
      if (expected === '*') reach(next, position);
      else if (expected === '?' || expected === character) {
        reach(next, position + 1);
      }
    }
    positions = next;
  }
  return [...positions].map(position => pattern.slice(position));
}

/** Whether one of these patterns takes any text. */
export function takesAnything(patterns: readonly string[]): boolean {
  return patterns.some(pattern => /^\*+$/.test(pattern));
}

/** Whether a text holds a wildcard. */
export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
