import { Budget } from './budget';

/** The characters that may stand at one place of a value, the preferred one first. */
type Alphabet = string;

/**
 * A text that a pattern with `*` and `?` matches, with one character of each alphabet; `undefined`: there is
 * none. Tells which values a pattern of accounts or organisations can mean at all.
 */
export function exampleOf(
  pattern: string,
  alphabets: readonly Alphabet[],
  budget?: Budget,
): string | undefined {
  // A pattern of more characters than the text can't match it.
  if (pattern.replace(/\*/g, '').length > alphabets.length) return undefined;
  const dead = new Set<number>();
  /** The example from this place of the pattern and of the text on. */
  function from(p: number, t: number): string | undefined {
    const place = p * (alphabets.length + 1) + t;
    budget?.spend(1);
    if (dead.has(place)) return undefined;
    const expected = pattern[p];
    const alphabet = alphabets[t];
    let found: string | undefined;
    const take = (character: string, rest: string | undefined) => {
      found = rest === undefined ? undefined : character + rest;
    };
    if (expected === undefined) found = alphabet ? undefined : '';
    else if (expected === '*') {
      found = from(p + 1, t);
      if (found === undefined && alphabet) take(alphabet[0], from(p, t + 1));
    } else if (expected === '?' && alphabet) {
      take(alphabet[0], from(p + 1, t + 1));
    } else if (alphabet?.includes(expected)) {
      take(expected, from(p + 1, t + 1));
    }
    if (found === undefined) dead.add(place);
    return found;
  }
  return from(0, 0);
}
