/** Delays of the requests after a change, in milliseconds: the catalog shows a change within seconds. */
const AFTER_CHANGE_MS = [0, 1_000, 3_000, 6_000];

/** Shortest pause between a response and a request because of a change, in milliseconds. */
const PAUSE_MS = 1_000;

function isVisible(): boolean {
  return document.visibilityState === 'visible';
}

/**
 * Schedules requests: one at the start, one after every interval while the document is visible, one when the
 * document becomes visible again, and several in the seconds after a change. Signals may report changes twice a
 * second for minutes: a request waits for the response to the previous one, plus a pause that grows with its duration.
 */
export class Poller {
  readonly #ask: (isLatest: () => boolean) => Promise<void>;
  readonly #intervalMs: number;
  #latest = 0;
  #asking = false;
  #answeredAt = 0;
  #pauseMs = PAUSE_MS;
  #due: number[] = [];
  #timer?: ReturnType<typeof setTimeout>;

  /** `ask` never rejects; it drops a response unless `isLatest`. */
  constructor(options: {
    ask: (isLatest: () => boolean) => Promise<void>;
    intervalMs: number;
  }) {
    this.#ask = options.ask;
    this.#intervalMs = options.intervalMs;
  }

  /** Sends the first request and schedules the next ones until `stop`. */
  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibilityChange);
    this.#askNow();
  }

  /** Cancels what is scheduled; a response that arrives later is dropped. */
  stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisibilityChange);
    this.#latest = -1;
    clearTimeout(this.#timer);
  }

  /** The data has changed, or is about to. */
  changed(): void {
    const now = Date.now();
    this.#due = AFTER_CHANGE_MS.map(ms => now + ms);
    if (!this.#asking) this.#plan();
  }

  readonly #onVisibilityChange = () => {
    if (isVisible()) this.#askNow();
    else clearTimeout(this.#timer);
  };

  readonly #askNow = async () => {
    clearTimeout(this.#timer);
    this.#latest += 1;
    const call = this.#latest;
    const askedAt = Date.now();
    this.#due = this.#due.filter(at => at > askedAt);
    this.#asking = true;
    await this.#ask(() => call === this.#latest);
    if (call !== this.#latest) return;
    this.#asking = false;
    this.#answeredAt = Date.now();
    this.#pauseMs = Math.max(PAUSE_MS, 2 * (this.#answeredAt - askedAt));
    this.#plan();
  };

  #plan(): void {
    clearTimeout(this.#timer);
    if (!isVisible()) return;
    const soonest = this.#answeredAt + this.#pauseMs;
    const next = Math.min(
      this.#answeredAt + this.#intervalMs,
      ...this.#due.map(at => Math.max(at, soonest)),
    );
    this.#timer = setTimeout(this.#askNow, Math.max(0, next - Date.now()));
  }
}
