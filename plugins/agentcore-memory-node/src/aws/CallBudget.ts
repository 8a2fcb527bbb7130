import { setTimeout as wait } from 'node:timers/promises';
import { AwsPlace } from './AwsPlace';
import { defaultRate } from './documentedRates';
import { TokenBucket } from './TokenBucket';

/** More buckets than this are looked through for idle ones. */
const MANY_BUCKETS = 20_000;

/** What a budget needs of the world; tests bring their own. */
export interface BudgetClock {
  /** Milliseconds, monotonic. */
  now(): number;
  wait(ms: number, signal?: AbortSignal): Promise<void>;
}

const realClock: BudgetClock = {
  now: () => performance.now(),
  wait: (ms, signal) => wait(ms, undefined, { signal }),
};

/** Keeps calls to AWS below the quotas: one token bucket per account, region and operation. */
export class CallBudget {
  readonly #rates: Readonly<Record<string, number>>;
  readonly #clock: BudgetClock;
  readonly #buckets = new Map<string, TokenBucket>();

  /** @param rates - calls a second by IAM action, where they are not the default ones */
  constructor(
    rates: Readonly<Record<string, number>> = {},
    clock: BudgetClock = realClock,
  ) {
    this.#rates = rates;
    this.#clock = clock;
  }

  /**
   * Resolves when the call may be made. Rejects when aborted.
   *
   * @param part - what the operation is counted for by itself, such as a session; by default all of the place
   */
  async take(
    place: AwsPlace,
    operation: string,
    signal?: AbortSignal,
    part?: string,
  ): Promise<void> {
    const ms = this.#bucket(place, operation, part).reserve(this.#clock.now());
    if (ms > 0) await this.#clock.wait(ms, signal);
  }

  /** To be told when AWS answered that the calls come too fast. */
  throttled(place: AwsPlace, operation: string, part?: string): void {
    this.#bucket(place, operation, part).slowDown(this.#clock.now());
  }

  #bucket(
    { accountId, region }: AwsPlace,
    operation: string,
    part: string = '',
  ): TokenBucket {
    const id = `${accountId}/${region}/${operation}/${part}`;
    const existing = this.#buckets.get(id);
    if (existing) return existing;
    const now = this.#clock.now();
    if (this.#buckets.size >= MANY_BUCKETS) this.#dropIdle(now);
    const created = new TokenBucket(
      this.#rates[operation] ?? defaultRate(operation),
      now,
    );
    this.#buckets.set(id, created);
    return created;
  }

  #dropIdle(now: number): void {
    for (const [id, bucket] of this.#buckets) {
      if (bucket.isIdle(now)) this.#buckets.delete(id);
    }
  }
}
