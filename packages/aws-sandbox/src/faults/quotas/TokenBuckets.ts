import { Clock } from '../../state/clock';

interface Bucket {
  tokens: number;
  /** Time of the last refill, in milliseconds of the clock. */
  at: number;
}

/** Token buckets with the capacity of one second, created on first use. */
export class TokenBuckets {
  readonly #clock: Clock;
  readonly #buckets = new Map<string, Bucket>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Takes a token from a bucket that refills with `rate` tokens per second; false when it is empty. */
  take(name: string, rate: number): boolean {
    return this.takeAll([{ name, rate }]);
  }

  /** Takes a token from each bucket; takes none, and returns false, when one of them is empty. */
  takeAll(wanted: ReadonlyArray<{ name: string; rate: number }>): boolean {
    const buckets = wanted.map(({ name, rate }) => this.#refill(name, rate));
    if (buckets.some(({ tokens }) => tokens < 1)) return false;
    buckets.forEach(bucket => {
      bucket.tokens -= 1;
    });
    return true;
  }

  #refill(name: string, rate: number): Bucket {
    const now = this.#clock.now();
    let bucket = this.#buckets.get(name);
    if (!bucket) {
      bucket = { tokens: rate, at: now };
      this.#buckets.set(name, bucket);
    }
    const refill = ((now - bucket.at) * rate) / 1000;
    bucket.tokens = Math.min(rate, bucket.tokens + refill);
    bucket.at = now;
    return bucket;
  }
}
