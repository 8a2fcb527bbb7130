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
  timer: NodeJS.Timeout;
}

type Waiting = Map<string, Entry>;

/** The same for targets that are read again together. */
export function targetId(target: RefreshTarget): string {
  if (target.kind === 'scope') return `scope ${formatScope(target.scope)}`;
  return `${target.kind} ${target.arn}`;
}

/** What is repeated because somebody else was faster does not wait as long as what is looked at once more. */
function waitingId(target: RefreshTarget): string {
  const isRepeated = target.kind !== 'scope' && Boolean(target.tries);
  return isRepeated ? `${targetId(target)} again` : targetId(target);
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
    const isLate = delayMs > this.#debounceMs;
    const waiting = isLate ? this.#later : this.#soon;
    const id = waitingId(target);
    const entry = waiting.get(id);
    if (!entry && waiting.size >= MAX_WAITING) return false;
    if (entry) {
      entry.target = merged(entry.target, target);
      // A late look makes sure of the newest event; a soon one must not be put off again and again.
      if (!isLate) return true;
      clearTimeout(entry.timer);
    }
    const timer = setTimeout(
      () => this.#limit(() => this.#start(id, timer, waiting)),
      delayMs,
    );
    timer.unref();
    if (entry) entry.timer = timer;
    else waiting.set(id, { target, timer });
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

  async #start(
    waitedAs: string,
    timer: NodeJS.Timeout,
    waiting: Waiting,
  ): Promise<void> {
    const { signal } = this.#abort;
    const entry = waiting.get(waitedAs);
    if (!entry) return;
    const id = targetId(entry.target);
    // The same thing at the same time twice: the slower one would have the last word.
    while (this.#running.has(id)) await this.#running.get(id);
    // Put off meanwhile.
    if (entry.timer !== timer || signal.aborted) return;
    waiting.delete(waitedAs);
    const run = this.#refresh(entry.target, signal);
    this.#running.set(id, run);
    try {
      await run;
    } finally {
      this.#running.delete(id);
    }
  }
}
