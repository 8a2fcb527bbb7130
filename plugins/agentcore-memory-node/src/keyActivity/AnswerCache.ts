import { currentPurpose, metered } from '../aws/CallMeter';
import { unlessAborted } from '../aws/unlessAborted';

/** Answers about keys that nobody asked for lately are forgotten. */
const MAX_ANSWERS = 200;

interface Kept<T> {
  answer: Promise<T>;
  /** Milliseconds of the epoch; without end while it is being read. */
  until: number;
}

/** What an `AnswerCache` works with. */
export interface AnswerCacheOptions<T> {
  /** Reads an answer. Never rejects. The signal is that of its deadline, not of those who ask. */
  read(id: string, signal: AbortSignal): Promise<T>;
  /** How long an answer is kept, in milliseconds. */
  keepMs(answer: T): number;
  /** How long reading may take, in milliseconds. */
  timeoutMs: number;
  /** Milliseconds of the epoch. */
  now(): number;
}

/** Answers by id. All who ask while one is being read wait for that, and whoever is gone ends nobody else's wait. */
export class AnswerCache<T> {
  readonly #options: AnswerCacheOptions<T>;
  readonly #kept = new Map<string, Kept<T>>();

  constructor(options: AnswerCacheOptions<T>) {
    this.#options = options;
  }

  /** The answer that is kept, or a new one. Rejects when aborted. */
  async get(id: string, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted();
    const existing = this.#kept.get(id);
    const isGood = existing && existing.until > this.#options.now();
    const kept = isGood ? existing : this.#begin(id);
    // A map keeps the order of insertion.
    this.#kept.delete(id);
    this.#kept.set(id, kept);
    if (this.#kept.size > MAX_ANSWERS) {
      this.#kept.delete(this.#kept.keys().next().value!);
    }
    return unlessAborted(kept.answer, signal);
  }

  #begin(id: string): Kept<T> {
    const { read, keepMs, timeoutMs, now } = this.#options;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs).unref();
    const { signal } = deadline;
    const { meter } = currentPurpose();
    const answer = metered({ meter, signal }, () => read(id, signal)).finally(
      () => clearTimeout(timer),
    );
    const kept: Kept<T> = { answer, until: Infinity };
    answer.then(
      value => {
        kept.until = now() + keepMs(value);
      },
      () => {
        kept.until = -Infinity;
      },
    );
    return kept;
  }
}
