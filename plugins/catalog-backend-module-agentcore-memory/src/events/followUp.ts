/**
 * KMS takes seconds until all of it knows of a change, and the clocks of two processes may differ by a second
 * or two: an early look may find nothing, or lose to an older answer. So every look is followed by another one.
 */
const FOLLOW_UP_MS = 15_000;
/** The last follow-up comes after about eight minutes. */
const MAX_FOLLOW_UPS = 6;

/**
 * How looking at a memory or key went:
 * - `settled`: what AWS says is stored;
 * - `unsettled`: AWS did not answer, or is still changing it.
 */
export type LookOutcome = 'settled' | 'unsettled';

/**
 * When to look again, in milliseconds; `undefined`: not any more. The first look is always followed up, further
 * ones while AWS has not settled, each after twice the time.
 *
 * @param followUps - how many looks came before this one
 */
export function nextLook(
  followUps: number,
  outcome: LookOutcome,
  firstAfterMs: number = FOLLOW_UP_MS,
): number | undefined {
  const isDue = followUps === 0 || outcome === 'unsettled';
  return isDue && followUps < MAX_FOLLOW_UPS
    ? firstAfterMs * 2 ** followUps
    : undefined;
}
