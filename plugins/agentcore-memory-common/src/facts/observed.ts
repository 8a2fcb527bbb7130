/**
 * What AWS said when it was asked for one fact.
 *
 * Five different answers that must never collapse into one `undefined`:
 * - `known`: AWS gave the value.
 * - `absent`: AWS said that the thing is not set, or the question does not apply to it.
 * - `denied`: AWS refused to say.
 * - `missing`: AWS said that there is no such resource.
 * - `failed`: AWS did not answer (throttled, timed out, 5xx, garbage), or could not be asked.
 *
 * A `reason` is stable from scan to scan: operation and error name, never request ids or times, since a
 * changing text would make the catalog write an unchanged entity.
 *
 * @public
 */
export type Observed<T> =
  | { state: 'known'; value: T }
  | { state: 'absent' }
  | { state: 'denied'; reason: string }
  | { state: 'missing'; reason: string }
  | { state: 'failed'; reason: string };

/** The fact that AWS gave this value. @public */
export function known<T>(value: T): Observed<T> {
  return { state: 'known', value };
}

/** The fact that AWS said: not set. @public */
export const ABSENT: { state: 'absent' } = Object.freeze({ state: 'absent' });

/**
 * Whether AWS answered at all. `denied` and `missing` are answers and replace what was known before;
 * `failed` is none, so the previous fact is kept.
 */
export function isAnswer(fact: Observed<unknown>): boolean {
  return fact.state !== 'failed';
}
