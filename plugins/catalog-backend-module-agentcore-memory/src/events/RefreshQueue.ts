import { formatScope, Scope } from 'backstage-plugin-agentcore-memory-common';
import limiterFactory from 'p-limit';

/** Something to be read again. */
export type RefreshTarget =
  | {
      kind: 'memory' | 'key';
      arn: string;
      /** How often it was looked at before for the same reason. */
      looks?: number;
    }
  | { kind: 'scope'; scope: Scope };

/**
 * Events about the same thing come in bursts, mostly in one message of a queue; AWS is asked once for all that
 * arrive within this time. People wait for it.
 */
const DEBOUNCE_MS = 100;
/**
 * More things than this do not wait, for a short time or for a long one: whoever floods us must not fill the
 * memory.
 */
const MAX_WAITING = 1000;
const AT_ONCE = 4;

type Waiting = Map<string, NodeJS.Timeout>;

/** The same for targets that are read again together. */
export function targetId(target: RefreshTarget): string {
  if (target.kind === 'scope') return `scope ${formatScope(target.scope)}`;
  return `${target.kind} ${target.arn}`;
}

/**
 * Collects what is to be read again, and has each thing read once for all the reasons that come until its
 * reading begins. What comes while it is being read, has it read again, after that.
 */
export class RefreshQueue {
  readonly #refresh: (
    target: RefreshTarget,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly #debounceMs: number;
  /** What has not begun yet, by id. */
  readonly #soon: Waiting = new Map();
  /** The same for what waits for long, and must not keep a new event waiting as well. */
  readonly #later: Waiting = new Map();
  readonly #limit = limiterFactory(AT_ONCE);
  readonly #abort = new AbortController();
  readonly #running = new Map<string, Promise<void>>();

  /** @param refresh - must not reject */
  constructor(
    refresh: (target: RefreshTarget, signal: AbortSignal) => Promise<void>,
    debounceMs = DEBOUNCE_MS,
  ) {
    this.#refresh = refresh;
    this.#debounceMs = debounceMs;
  }

  /** Asks for something to be read again. `false`: too much waits already, and it was dropped. */
  add(target: RefreshTarget, delayMs = this.#debounceMs): boolean {
    const waiting = delayMs > this.#debounceMs ? this.#later : this.#soon;
    const id = targetId(target);
    if (this.#abort.signal.aborted || waiting.has(id)) return true;
    if (waiting.size >= MAX_WAITING) return false;
    const timer = setTimeout(
      () => this.#limit(() => this.#start(id, target, waiting)),
      delayMs,
    );
    timer.unref();
    waiting.set(id, timer);
    return true;
  }

  /** Drops what waits and abandons what is under way. */
  stop(): void {
    this.#abort.abort();
    for (const waiting of [this.#soon, this.#later]) {
      waiting.forEach(clearTimeout);
      waiting.clear();
    }
  }

  /** Resolves when nothing waits but for long, and nothing is under way. */
  async idle(): Promise<void> {
    while (this.#soon.size > 0 || this.#running.size > 0) {
      await Promise.all(this.#running.values());
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  async #start(
    id: string,
    target: RefreshTarget,
    waiting: Waiting,
  ): Promise<void> {
    const { signal } = this.#abort;
    // The same thing at the same time twice: the slower one would have the last word.
    while (this.#running.has(id)) await this.#running.get(id);
    waiting.delete(id);
    if (signal.aborted) return;
    const run = this.#refresh(target, signal);
    this.#running.set(id, run);
    try {
      await run;
    } finally {
      this.#running.delete(id);
    }
  }
}
