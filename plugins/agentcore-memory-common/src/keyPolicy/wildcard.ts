import { Budget } from './budget';

/**
 * The same pattern with no two stars that mean one: of a run of wildcards the question marks, and a star behind
 * them if it holds any. Whatever reads patterns relies on it, since what they cost depends on their stars.
 */
export function collapsed(pattern: string): string {
  return pattern.replace(/[*?]{2,}/g, run =>
    run.includes('*') ? `${run.replace(/\*/g, '')}*` : run,
  );
}

/**
 * Whether a text matches a pattern in which `*` stands for any characters and `?` for exactly one.
 * Never backtracks further than the last `*`, so that no pattern takes more than length × length steps.
 */
export function matchesWildcards(
  pattern: string,
  text: string,
  budget?: Budget,
): boolean {
  let p = 0;
  let t = 0;
  let star = -1;
  let resume = 0;
  let steps = 0;
  try {
    while (t < text.length) {
      steps++;
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
  } finally {
    // A character is much less than a step, and most patterns end at the first few.
    budget?.spend(Math.ceil(steps / 8));
  }
}

/** The positions in a pattern that one can be at without another character. */
function reach(pattern: string, into: Set<number>, from: number): void {
  let position = from;
  into.add(position);
  while (pattern[position] === '*' && !into.has(position + 1)) {
    into.add(++position);
  }
}

/** The positions in a pattern at the beginning of a text. */
export function startOf(pattern: string): Set<number> {
  const positions = new Set<number>();
  reach(pattern, positions, 0);
  return positions;
}

/** The positions in a pattern after one more character. */
export function after(
  pattern: string,
  positions: Iterable<number>,
  character: string,
): Set<number> {
  const next = new Set<number>();
  for (const position of positions) {
    const expected = pattern[position];
    if (expected === '*') reach(pattern, next, position);
    else if (expected === '?' || expected === character) {
      reach(pattern, next, position + 1);
    }
  }
  return next;
}

/**
 * What is left of a pattern behind a prefix: one pattern for each way in which its beginning matches the prefix.
 * None: no text with this prefix matches.
 */
export function restsAfter(
  pattern: string,
  prefix: string,
  budget?: Budget,
): string[] {
  let positions = startOf(pattern);
  for (const character of prefix) {
    budget?.spend(positions.size);
    if (positions.size === 0) return [];
    positions = after(pattern, positions, character);
  }
  return [...positions].map(position => {
    const rest = pattern.slice(position);
    budget?.read(rest);
    return rest;
  });
}

/** Whether one of these patterns takes any text. */
export function takesAnything(patterns: readonly string[]): boolean {
  return patterns.some(pattern => /^\*+$/.test(pattern));
}

/** Whether a text holds a wildcard. */
export function hasWildcard(text: string): boolean {
  return text.includes('*') || text.includes('?');
}
