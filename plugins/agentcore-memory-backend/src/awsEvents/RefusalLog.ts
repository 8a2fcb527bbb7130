import { LoggerService } from '@backstage/backend-plugin-api';

const PAUSE_MS = 60_000;

/** Logs refused requests, at most one line a minute however many there are, and nothing that the sender chose. */
export class RefusalLog {
  readonly #logger: LoggerService;
  readonly #now: () => number;
  #count = 0;
  #loggedAt = -Infinity;

  constructor(logger: LoggerService, now: () => number = Date.now) {
    this.#logger = logger;
    this.#now = now;
  }

  /** A request was refused. */
  refused(): void {
    this.#count += 1;
    const now = this.#now();
    if (now - this.#loggedAt < PAUSE_MS) return;
    this.#logger.warn(
      `Requests with AWS events refused for a wrong or missing secret since the last such line: ${
        this.#count
      }`,
    );
    this.#count = 0;
    this.#loggedAt = now;
  }
}
