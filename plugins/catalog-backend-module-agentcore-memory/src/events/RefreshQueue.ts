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
  delayMs: number;
}

type Lane = Map<string, Entry>;

/** The same for targets that are read again together. */
export function targetId(target: RefreshTarget): string {
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
  readonly #events: Lane = new Map();
  readonly #followUps: Lane = new Map();
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
    return this.#add(this.#events, target, delayMs);
  }

  /**
   * The same for a follow-up. It makes sure of the newest event, so a later one puts it off; and it does not hold up
   * a new event about the same target.
   */
  addFollowUp(target: RefreshTarget, delayMs: number): boolean {
    return this.#add(this.#followUps, target, delayMs);
  }

  #add(lane: Lane, target: RefreshTarget, delayMs: number): boolean {
    if (this.#abort.signal.aborted) return true;
    const id = targetId(target);
    const entry = lane.get(id);
    if (!entry && lane.size >= MAX_WAITING) return false;
    if (entry) {
      entry.target = merged(entry.target, target);
      if (lane === this.#events) return true;
      clearTimeout(entry.timer);
    }
    const timer = setTimeout(() => this.#begin(id, timer, lane), delayMs);
    timer.unref();
    lane.set(id, { target: entry?.target ?? target, timer, delayMs });
    return true;
  }

  /** Drops what waits and abandons what is under way. */
  stop(): void {
    this.#abort.abort();
    for (const lane of [this.#events, this.#followUps]) {
      lane.forEach(({ timer }) => clearTimeout(timer));
      lane.clear();
    }
  }

  /** Resolves when nothing is due or under way. */
  async idle(): Promise<void> {
    const isDue = ({ delayMs }: Entry) => delayMs === 0;
    while (this.#running.size > 0 || [...this.#events.values()].some(isDue)) {
      await Promise.all(this.#running.values());
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  /** Two looks at the same target at the same time would cost twice; the second one waits without taking a place. */
  #begin(id: string, timer: NodeJS.Timeout, lane: Lane): void {
    const before = this.#running.get(id) ?? Promise.resolve();
    const next = () => this.#limit(() => this.#run(id, timer, lane));
    // One look that rejects all the same must not make the queue deaf for its target.
    const run = before.then(next, next).finally(() => {
      if (this.#running.get(id) === run) this.#running.delete(id);
    });
    this.#running.set(id, run);
  }

  async #run(id: string, timer: NodeJS.Timeout, lane: Lane): Promise<void> {
    const { signal } = this.#abort;
    const entry = lane.get(id);
    // Put off meanwhile.
    if (entry?.timer !== timer || signal.aborted) return;
    lane.delete(id);
    await this.#refresh(entry.target, signal);
  }
}
