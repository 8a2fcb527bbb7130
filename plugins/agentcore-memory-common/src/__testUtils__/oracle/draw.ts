/*
 * What is drawn anew for each run of the tests, so that no constant of the evaluator can happen to suit those of the
 * tests, or the other way round.
 */

/** Tells which run it was; `ORACLE_SEED` repeats it. */
export const SEED = Number(
  process.env.ORACLE_SEED ?? Math.floor(Math.random() * 2 ** 31),
);

let state = SEED;

/** A number below a limit: a linear congruential generator is good enough to draw names. */
function below(limit: number): number {
  state = (Math.imul(state, 1664525) + 1013904223) % 2 ** 31;
  return Math.floor((Math.abs(state) / 2 ** 31) * limit);
}

/** Some of these, none of them twice. */
export function drawn<T>(from: readonly T[], count: number): T[] {
  const left = [...from];
  return Array.from(
    { length: count },
    () => left.splice(below(left.length), 1)[0],
  );
}

/** Ids of which no two begin or end alike. */
export function ids(count: number, letters: string, length: number): string[] {
  const firsts = drawn([...letters], count);
  const lasts = drawn([...letters], count);
  return firsts.map((first, i) => {
    const middle = Array.from(
      { length: length - 2 },
      () => letters[below(letters.length)],
    );
    return first + middle.join('') + lasts[i];
  });
}
