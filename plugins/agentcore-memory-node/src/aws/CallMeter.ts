import { AsyncLocalStorage } from 'node:async_hooks';

/** Calls to AWS that were made for one purpose, retries included. @public */
export class CallMeter {
  readonly #calls = new Map<string, number>();
  #throttles = 0;

  /** Counts one try of a call. */
  count(operation: string): void {
    this.#calls.set(operation, (this.#calls.get(operation) ?? 0) + 1);
  }

  /** Counts one answer that the calls come too fast. */
  countThrottle(): void {
    this.#throttles += 1;
  }

  /** Tries by IAM action, such as `kms:DescribeKey`, by name. */
  get calls(): Record<string, number> {
    return Object.fromEntries([...this.#calls].sort());
  }

  /** How many tries were throttled. */
  get throttles(): number {
    return this.#throttles;
  }
}

interface Purpose {
  meter?: CallMeter;
  signal?: AbortSignal;
}

const purposes = new AsyncLocalStorage<Purpose>();

/**
 * Counts all calls to AWS that are made inside of `work`, and lets `signal` end their waiting for a free
 * place.
 *
 * @public
 */
export function metered<T>(
  purpose: { meter?: CallMeter; signal?: AbortSignal },
  work: () => Promise<T>,
): Promise<T> {
  return purposes.run(purpose, work);
}

/** What the call that is being made is for. */
export function currentPurpose(): Purpose {
  return purposes.getStore() ?? {};
}
