import { formatScope, Scope } from 'backstage-plugin-agentcore-memory-common';
import limiterFactory from 'p-limit';

/** Something to be read again. */
export type RefreshTarget =
  | {
      kind: 'memory' | 'key';
      arn: string;
      /** How many looks for the same reason came before. */
      followUps?: number;
    }
  | { kind: 'scope'; scope: Scope };

/** More targets than this do not wait, in each of the two lanes: a flood of events must not fill the memory. */
const MAX_WAITING = 1000;
const AT_ONCE = 4;

interface Entry {
  target: RefreshTarget;
  timer: NodeJS.Timeout;
}

type Lane = Map<string, Entry>;

/** The same for targets that are read again together. */
function targetId(target: RefreshTarget): string {
  if (target.kind === 'scope') return `scope ${formatScope(target.scope)}`;
  return `${target.kind} ${target.arn}`;
}

/** Of two reasons to look at the same thing the one that is followed up for longer. */
function merged(a: RefreshTarget, b: RefreshTarget): RefreshTarget {
  if (a.kind === 'scope' || b.kind === 'scope') return a;
  return { ...a, followUps: Math.min(a.followUps ?? 0, b.followUps ?? 0) };
}

/**
 * Collects what is to be read again, and has each target read once for all the reasons that come until its
 * reading begins. A target that is added while it is being read is read again after that.
 */
export class RefreshQueue {
  readonly #refresh: (
    target: RefreshTarget,
    signal: AbortSignal,
  ) => Promise<void>;
  /** Targets that are due now, by id. */
  readonly #due: Lane = new Map();
  /** Targets that are due later. They must not hold up a new event about the same target. */
  readonly #later: Lane = new Map();
  readonly #limit = limiterFactory(AT_ONCE);
  readonly #abort = new AbortController();
  readonly #running = new Map<string, Promise<void>>();

  /** @param refresh - must not reject */
  constructor(
    refresh: (target: RefreshTarget, signal: AbortSignal) => Promise<void>,
  ) {
    this.#refresh = refresh;
  }

  /**
   * Asks for a target to be read again.
   *
   * @returns `false`: too many wait already, and it was dropped
   */
  add(target: RefreshTarget, delayMs = 0): boolean {
    if (this.#abort.signal.aborted) return true;
    const lane = delayMs > 0 ? this.#later : this.#due;
    const id = targetId(target);
    const entry = lane.get(id);
    if (!entry && lane.size >= MAX_WAITING) return false;
    if (entry) {
      entry.target = merged(entry.target, target);
      // A later look makes sure of the newest event; one that is due must not be put off again and again.
      if (lane === this.#due) return true;
      clearTimeout(entry.timer);
    }
    const timer = setTimeout(
      () => this.#limit(() => this.#start(id, timer, lane)),
      delayMs,
    );
    timer.unref();
    if (entry) entry.timer = timer;
    else lane.set(id, { target, timer });
    return true;
  }

  /** Drops what waits and abandons what is under way. */
  stop(): void {
    this.#abort.abort();
    for (const lane of [this.#due, this.#later]) {
      lane.forEach(({ timer }) => clearTimeout(timer));
      lane.clear();
    }
  }

  /** Resolves when nothing is due or under way. */
  async idle(): Promise<void> {
    while (this.#due.size > 0 || this.#running.size > 0) {
      await Promise.all(this.#running.values());
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  async #start(id: string, timer: NodeJS.Timeout, lane: Lane): Promise<void> {
    const { signal } = this.#abort;
    // One after the other: two looks at the same target at the same time would cost twice.
    while (this.#running.has(id)) await this.#running.get(id);
    const entry = lane.get(id);
    // Put off meanwhile.
    if (entry?.timer !== timer || signal.aborted) return;
    lane.delete(id);
    const run = this.#refresh(entry.target, signal);
    this.#running.set(id, run);
    try {
      await run;
    } finally {
      this.#running.delete(id);
    }
  }
}
