/** When to ask again after a change, in milliseconds: the catalog digests it within seconds. */
const AFTER_CHANGE_MS = [0, 1_000, 3_000, 6_000];

/** At least this long between an answer and a question that a change prompts, in milliseconds. */
const PAUSE_MS = 1_000;

function isVisible(): boolean {
  return document.visibilityState === 'visible';
}

/**
 * Decides when to ask. It asks at the start, after every interval while the document is visible, and right
 * when it becomes visible again; soon, and a few more times, after a change. Changes may come twice a second
 * for minutes: they wait for the answer to the question before, and the longer it took, the longer.
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

  /** `ask` never rejects; an answer counts only if it `isLatest`. */
  constructor(options: {
    ask: (isLatest: () => boolean) => Promise<void>;
    intervalMs: number;
  }) {
    this.#ask = options.ask;
    this.#intervalMs = options.intervalMs;
  }

  /** Asks, and goes on asking until it is stopped. */
  start(): void {
    document.addEventListener('visibilitychange', this.#onVisibilityChange);
    this.#askNow();
  }

  /** No answer counts after this. */
  stop(): void {
    document.removeEventListener('visibilitychange', this.#onVisibilityChange);
    this.#latest = -1;
    clearTimeout(this.#timer);
  }

  /** What is asked for has changed, or is about to. */
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
