/**
 * After a throttled call the rate is multiplied by this, as the SDK's own adaptive mode does, but never falls
 * below `SLOWEST` of the full rate.
 */
const SLOWDOWN = 0.7;
const SLOWEST = 0.1;
/** Calls that were under way when the first was throttled say nothing new; they are over after this. */
const SAME_REASON_MS = 1_000;
/** How long the way back to the full rate takes from nothing, in milliseconds. */
const RECOVERY_MS = 20_000;

/**
 * Spreads calls so that no more than a second's worth go out at once and no more than `rate` a second follow.
 * Slows down when AWS says so, and recovers with time.
 *
 * Calls are served in the order in which they ask: one that has to wait reserves its place.
 */
export class TokenBucket {
  readonly #fullRate: number;
  #rate: number;
  #tokens: number;
  #at: number;
  #slowedAt = -Infinity;

  /** @param rate - calls a second */
  constructor(rate: number, now: number) {
    this.#fullRate = rate;
    this.#rate = rate;
    this.#tokens = Math.max(1, rate);
    this.#at = now;
  }

  /** Takes the next free place and says how long to wait for it, in milliseconds. */
  reserve(now: number): number {
    this.#refill(now);
    this.#tokens -= 1;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#rate) * 1000;
  }

  /** AWS answered that calls come too fast. */
  slowDown(now: number): void {
    this.#refill(now);
    if (now - this.#slowedAt >= SAME_REASON_MS) {
      this.#slowedAt = now;
      this.#rate = Math.max(this.#fullRate * SLOWEST, this.#rate * SLOWDOWN);
    }
    // Drop saved tokens: another client has used that quota.
    this.#tokens = Math.min(this.#tokens, 0);
  }

  /** Whether the bucket is as good as a new one. */
  isIdle(now: number): boolean {
    this.#refill(now);
    return this.#rate === this.#fullRate && this.#tokens >= this.#burst();
  }

  #burst(): number {
    return Math.max(1, this.#rate);
  }

  #refill(now: number): void {
    const passed = Math.max(0, now - this.#at);
    this.#at = now;
    this.#rate = Math.min(
      this.#fullRate,
      this.#rate + (this.#fullRate * passed) / RECOVERY_MS,
    );
    this.#tokens = Math.min(
      this.#burst(),
      this.#tokens + (this.#rate * passed) / 1000,
    );
  }
}
