import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';

/** More than this does not wait: a flood of events must not fill the memory. */
const MAX_WAITING = 1000;

/** Collects texts for a short time, and has all that came in that time looked up together, one after the other. */
export class Lookup {
  readonly #work: (texts: readonly string[]) => Promise<void>;
  readonly #debounceMs: number;
  readonly #onDropped: () => void;
  readonly #logger: LoggerService;
  readonly #waiting = new Set<string>();
  #running?: Promise<void>;

  constructor(options: {
    work: (texts: readonly string[]) => Promise<void>;
    debounceMs: number;
    onDropped: () => void;
    logger: LoggerService;
  }) {
    this.#work = options.work;
    this.#debounceMs = options.debounceMs;
    this.#onDropped = options.onDropped;
    this.#logger = options.logger;
  }

  add(text: string): void {
    if (!this.#waiting.has(text) && this.#waiting.size >= MAX_WAITING) {
      this.#onDropped();
      return;
    }
    this.#waiting.add(text);
    this.#running ??= this.#run();
  }

  get isBusy(): boolean {
    return this.#running !== undefined;
  }

  /** Resolves when all that was added is looked up. */
  async idle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #run(): Promise<void> {
    while (this.#waiting.size > 0) {
      await new Promise(resolve => {
        setTimeout(resolve, this.#debounceMs).unref();
      });
      const texts = [...this.#waiting];
      this.#waiting.clear();
      await this.#work(texts).catch(error =>
        this.#logger.warn(
          `Events wait for the next scan: ${toError(error).message}`,
        ),
      );
    }
    this.#running = undefined;
  }
}
