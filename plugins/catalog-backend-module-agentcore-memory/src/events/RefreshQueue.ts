import { formatScope, Scope } from 'backstage-plugin-agentcore-memory-common';
import limiterFactory from 'p-limit';

/** Something to be read again. */
export type RefreshTarget =
  | {
      kind: 'memory' | 'key';
      arn: string;
      /** How often it was looked at before for the same reason. */
      looks?: number;
      /** How often that was in vain, as somebody else committed it meanwhile. */
      tries?: number;
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

interface Entry {
  target: RefreshTarget;
  /** Milliseconds. */
  dueAt: number;
  timer: NodeJS.Timeout;
}

type Waiting = Map<string, Entry>;

/** The same for targets that are read again together. */
export function targetId(target: RefreshTarget): string {
  if (target.kind === 'scope') return `scope ${formatScope(target.scope)}`;
  return `${target.kind} ${target.arn}`;
}

/** Of two reasons to look at the same thing the one that is followed up for longer. */
function merged(a: RefreshTarget, b: RefreshTarget): RefreshTarget {
  if (a.kind === 'scope' || b.kind === 'scope') return a;
  return {
    ...a,
    looks: Math.min(a.looks ?? 0, b.looks ?? 0),
    tries: Math.min(a.tries ?? 0, b.tries ?? 0),
  };
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
    if (this.#abort.signal.aborted) return true;
    const waiting = delayMs > this.#debounceMs ? this.#later : this.#soon;
    const id = targetId(target);
    const dueAt = Date.now() + delayMs;
    const entry = waiting.get(id);
    if (entry) {
      entry.target = merged(entry.target, target);
      if (dueAt < entry.dueAt) {
        clearTimeout(entry.timer);
        entry.dueAt = dueAt;
        entry.timer = this.#arm(id, waiting, delayMs);
      }
      return true;
    }
    if (waiting.size >= MAX_WAITING) return false;
    waiting.set(id, { target, dueAt, timer: this.#arm(id, waiting, delayMs) });
    return true;
  }

  /** Drops what waits and abandons what is under way. */
  stop(): void {
    this.#abort.abort();
    for (const waiting of [this.#soon, this.#later]) {
      waiting.forEach(({ timer }) => clearTimeout(timer));
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

  #arm(id: string, waiting: Waiting, delayMs: number): NodeJS.Timeout {
    const timer = setTimeout(
      () => this.#limit(() => this.#start(id, waiting)),
      delayMs,
    );
    return timer.unref();
  }

  async #start(id: string, waiting: Waiting): Promise<void> {
    const { signal } = this.#abort;
    // The same thing at the same time twice: the slower one would have the last word.
    while (this.#running.has(id)) await this.#running.get(id);
    const entry = waiting.get(id);
    if (!entry || signal.aborted) return;
    waiting.delete(id);
    const run = this.#refresh(entry.target, signal);
    this.#running.set(id, run);
    try {
      await run;
    } finally {
      this.#running.delete(id);
    }
  }
}
