/** Where the sandbox reads the time: epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** A clock that only moves when it is told to; for tests without sleeps. */
export interface ManualClock extends Clock {
  /** Moves the clock forward by so many milliseconds. */
  advance(ms: number): void;
}

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Makes a manual clock that starts at the given epoch milliseconds. */
export function createManualClock(
  start: number = Date.UTC(2026, 10, 24, 9),
): ManualClock {
  let current = start;
  return {
    now: () => current,
    advance(ms) {
      current += ms;
    },
  };
}
