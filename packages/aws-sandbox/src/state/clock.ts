/** Source of the time, in epoch milliseconds. */
export interface Clock {
  now(): number;
}

/** A clock that moves on `advance` only, for tests without sleeps. */
export interface ManualClock extends Clock {
  /** Moves the clock forward by the given milliseconds. */
  advance(ms: number): void;
}

/** The system clock. */
export const systemClock: Clock = { now: () => Date.now() };

/** Creates a manual clock that starts at the given epoch milliseconds. */
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
