import { LoggerService } from '@backstage/backend-plugin-api';

/** Between two log lines about events, in milliseconds. */
const PAUSE_MS = 60_000;

/**
 * - `ignored`: of no concern, or about something that is neither stored nor in a configured place;
 * - `unsupported`: not understood;
 * - `dropped`: too many waited; the next scan finds what they told of.
 */
type Kind = 'ignored' | 'unsupported' | 'dropped';

/** Counts events that led to nothing, and logs the counts once a minute: never a line an event, never its text. */
export class EventCounts {
  readonly #logger: LoggerService;
  readonly #counts = new Map<Kind, number>();
  #timer?: NodeJS.Timeout;

  constructor(logger: LoggerService) {
    this.#logger = logger;
  }

  add(kind: Kind): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
    if (this.#timer) return;
    this.#timer = setTimeout(() => this.#log(), PAUSE_MS);
    this.#timer.unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #log(): void {
    this.#timer = undefined;
    const text = [...this.#counts]
      .map(([kind, count]) => `${count} ${kind}`)
      .join(', ');
    const message = `AWS events of the last minute that led to nothing: ${text}`;
    if (this.#counts.has('dropped')) this.#logger.warn(message);
    else this.#logger.debug(message);
    this.#counts.clear();
  }
}
