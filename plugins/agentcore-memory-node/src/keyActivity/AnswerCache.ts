import { ServiceUnavailableError } from '@backstage/errors';
import { currentPurpose, metered } from '../aws/CallMeter';
import { unlessAborted } from '../aws/unlessAborted';

/** Answers about keys that nobody asked for lately are forgotten. */
const MAX_ANSWERS = 200;
/** Keys that AWS is asked about at once: the next ones would wait for its quota until their time is over. */
const MAX_READING = 16;

/** What was read. */
export interface Answer<T> {
  answer: T;
  /** How long it is kept, in milliseconds. */
  keepMs: number;
}

interface Kept<T> {
  answer: Promise<T>;
  /** Milliseconds of the epoch; without end while it is being read. */
  until: number;
}

/** What an `AnswerCache` works with. */
export interface AnswerCacheOptions<T> {
  /** Reads an answer. Never rejects. The signal is that of its deadline, not of those who ask. */
  read(id: string, signal: AbortSignal): Promise<Answer<T>>;
  /** How long reading may take, in milliseconds. */
  timeoutMs: number;
  /** Milliseconds of the epoch. */
  now(): number;
}

/** Answers by id. All who ask while one is being read wait for that, and whoever is gone ends nobody else's wait. */
export class AnswerCache<T> {
  readonly #options: AnswerCacheOptions<T>;
  readonly #kept = new Map<string, Kept<T>>();
  #reading = 0;

  constructor(options: AnswerCacheOptions<T>) {
    this.#options = options;
  }

  /**
   * The answer that is kept, or a new one. Rejects when aborted, and with a `ServiceUnavailableError` where too many others
   * are being read.
   */
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
    if (this.#reading >= MAX_READING) {
      throw new ServiceUnavailableError(
        `AWS is being asked about ${MAX_READING} KMS keys already: try again in a minute`,
      );
    }
    const { read, timeoutMs, now } = this.#options;
    const deadline = new AbortController();
    const timer = setTimeout(() => deadline.abort(), timeoutMs).unref();
    const { signal } = deadline;
    const { meter } = currentPurpose();
    this.#reading += 1;
    const reading = metered({ meter, signal }, () => read(id, signal)).finally(
      () => {
        clearTimeout(timer);
        this.#reading -= 1;
      },
    );
    const kept: Kept<T> = {
      answer: reading.then(({ answer }) => answer),
      until: Infinity,
    };
    reading.then(
      ({ keepMs }) => {
        kept.until = now() + keepMs;
      },
      () => {
        kept.until = -Infinity;
      },
    );
    return kept;
  }
}
