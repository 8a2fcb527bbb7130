import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { MemoryCount } from './MemoryCount';

/** A count is good for this long, in milliseconds. */
const QUIET_AGE_MS = 60_000;
/** While the catalog digests a change, counts are good for this long. */
const SETTLING_AGE_MS = 1_000;
/** The catalog processes and stitches a change within a few seconds; this leaves it plenty. */
const SETTLING_MS = 30_000;
/** A request waits this long for a new count before it gets the old one. */
const PATIENCE_MS = 1_000;

/**
 * Keeps the last count of memories, so that requests are answered from memory. Counts again when the last
 * one is old, and more often for a while after something changed, since the catalog takes its time.
 */
export class CountKeeper {
  readonly #count: () => Promise<MemoryCount>;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #last?: MemoryCount;
  #counting?: Promise<void>;
  #settlingUntil = 0;

  constructor(
    count: () => Promise<MemoryCount>,
    logger: LoggerService,
    now: () => number = Date.now,
  ) {
    this.#count = count;
    this.#logger = logger;
    this.#now = now;
  }

  /** Something was committed to the catalog and will show up soon. */
  changed(): void {
    this.#settlingUntil = this.#now() + SETTLING_MS;
  }

  /**
   * The last count, made anew if it is old and that does not take long. Rejects with a
   * `ServiceUnavailableError` when there has never been one and none can be made.
   */
  async get(): Promise<MemoryCount> {
    const now = this.#now();
    const countedAt = this.#last?.countedAt.getTime() ?? -Infinity;
    // A count from before a change had settled is not trusted for long, even if nobody asked meanwhile.
    const maxAge =
      countedAt < this.#settlingUntil ? SETTLING_AGE_MS : QUIET_AGE_MS;
    if (now - countedAt >= maxAge) {
      const counting = this.#recount();
      if (this.#last) await Promise.race([counting, delay(PATIENCE_MS)]);
      else await counting;
    }
    if (!this.#last) {
      throw new ServiceUnavailableError(
        'The catalog could not be read, so no memory has been counted yet',
      );
    }
    return this.#last;
  }

  #recount(): Promise<void> {
    this.#counting ??= this.#count()
      .then(count => {
        this.#last = count;
      })
      .catch(error => {
        this.#logger.warn('Memories could not be counted', toError(error));
      })
      .finally(() => {
        this.#counting = undefined;
      });
    return this.#counting;
  }
}

function delay(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
