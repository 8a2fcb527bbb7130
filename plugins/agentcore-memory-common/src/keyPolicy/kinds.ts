import { Budget } from './budget';
import { after, startOf } from './wildcard';

/** The form of ids: how they begin, and how many characters of which alphabet follow. */
export interface Form {
  prefix: string;
  letters: string;
  min: number;
  max: number;
}

/** One of the ids that match the same patterns. */
export interface Kind {
  id: string;
  /** Which of the patterns it matches, by their numbers. */
  matched: readonly number[];
}

/** How far ids that begin alike have come in each pattern. */
interface State {
  id: string;
  /** The positions in those patterns that are not decided yet. */
  live: ReadonlyMap<number, ReadonlySet<number>>;
  /** The patterns that match however an id goes on. */
  settled: readonly number[];
  /** Whether a listed id begins like this, or is this. */
  isListed: boolean;
}

/** The characters that listed ids have behind each beginning. */
function continuations(
  listed: ReadonlySet<string>,
  budget: Budget,
): Map<string, Set<string>> {
  const next = new Map<string, Set<string>>();
  for (const id of listed) {
    budget.spend(id.length);
    for (let length = 0; length < id.length; length++) {
      const beginning = id.slice(0, length);
      const letters = next.get(beginning) ?? new Set();
      next.set(beginning, letters.add(id[length]));
    }
  }
  return next;
}

/** Texts of a length, in order. */
function* texts(letters: string, length: number): Generator<string> {
  const count = letters.length ** length;
  for (let n = 0; n < count; n++) {
    let text = '';
    for (let left = n; text.length < length; ) {
      text = letters[left % letters.length] + text;
      left = Math.floor(left / letters.length);
    }
    yield text;
  }
}

/** An id with this beginning that is not listed, as short as it can be. */
function unlisted(
  beginning: string,
  { prefix, letters, min, max }: Form,
  listed: ReadonlySet<string>,
  budget: Budget,
): string | undefined {
  const length = beginning.length - prefix.length;
  for (let more = Math.max(0, min - length); length + more <= max; more++) {
    for (const rest of texts(letters, more)) {
      budget.spend(1);
      if (!listed.has(beginning + rest)) return beginning + rest;
    }
  }
  return undefined;
}

function stateOf(
  id: string,
  positions: Iterable<[number, ReadonlySet<number>]>,
  settledBefore: readonly number[],
  patterns: readonly string[],
  isListed: boolean,
): State {
  const live = new Map<number, ReadonlySet<number>>();
  const settled = [...settledBefore];
  for (const [n, at] of positions) {
    if (at.size === 0) continue;
    const { length } = patterns[n];
    if (patterns[n].endsWith('*') && at.has(length - 1)) settled.push(n);
    else live.set(n, at);
  }
  return { id, live, settled: settled.sort((a, b) => a - b), isListed };
}

/** States of the same key go on alike. */
function keyOf({ id, live, settled, isListed }: State): string {
  const open = [...live].map(([n, at]) => `${n}:${[...at].sort().join('.')}`);
  const where = isListed ? id : id.length;
  return `${where}|${settled.join()}|${open.join(';')}`;
}

/**
 * One id for each set of patterns that some id matches, the empty one included, but for ids that are listed.
 *
 * @remarks
 * Goes through all patterns at once, character by character: where no pattern and no listed id tells two characters
 * apart, one of them stands for both. An example that is thought up beforehand may happen to match a pattern, and
 * then stands for nobody else.
 */
export function kindsOf(
  patterns: readonly string[],
  form: Form,
  listed: ReadonlySet<string>,
  budget: Budget,
): Kind[] {
  const { prefix, letters, min, max } = form;
  const kinds = new Map<string, Kind>();
  const add = (id: string | undefined, matched: readonly number[]) => {
    const key = matched.join();
    if (id !== undefined && !kinds.has(key)) kinds.set(key, { id, matched });
  };
  const next =
    patterns.length > 0
      ? continuations(listed, budget)
      : new Map<string, Set<string>>();
  const step = ({ id, live, settled }: State, character: string): State => {
    budget.spend(1 + settled.length);
    const positions = [...live].map(([n, at]): [number, Set<number>] => {
      budget.spend(4 * at.size);
      return [n, after(patterns[n], at, character)];
    });
    const longer = id + character;
    return stateOf(
      longer,
      positions,
      settled,
      patterns,
      next.has(longer) || listed.has(longer),
    );
  };
  const seen = new Set<string>();
  const start = stateOf(
    '',
    patterns.map((pattern, n) => [n, startOf(pattern)]),
    [],
    patterns,
    next.has(''),
  );
  const queue = [[...prefix].reduce(step, start)];
  for (const state of queue) {
    const { id, live, settled } = state;
    if (live.size === 0) {
      add(unlisted(id, form, listed, budget), settled);
      continue;
    }
    const length = id.length - prefix.length;
    if (length >= min && !listed.has(id)) {
      const ended = [...live]
        .filter(([n, at]) => at.has(patterns[n].length))
        .map(([n]) => n);
      add(
        id,
        [...settled, ...ended].sort((a, b) => a - b),
      );
    }
    if (length === max) continue;
    const told = new Set(next.get(id));
    for (const [n, at] of live) {
      for (const position of at) told.add(patterns[n][position]);
    }
    const other = [...letters].find(letter => !told.has(letter));
    for (const letter of letters) {
      if (!told.has(letter) && letter !== other) continue;
      const following = step(state, letter);
      const key = keyOf(following);
      budget.spend(1 + Math.floor(key.length / 16));
      if (seen.has(key)) continue;
      seen.add(key);
      queue.push(following);
    }
  }
  return [...kinds.values()];
}
