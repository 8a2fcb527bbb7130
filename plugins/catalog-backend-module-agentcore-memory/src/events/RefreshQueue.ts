import { formatScope, Scope } from 'backstage-plugin-agentcore-memory-common';
import limiterFactory from 'p-limit';

/** Something to be read again. */
export type RefreshTarget =
  | { kind: 'memory' | 'key'; arn: string; again?: boolean }
  | { kind: 'scope'; scope: Scope };

/**
 * Events about the same thing come in bursts, mostly in one message of a queue; AWS is asked once for all that
 * arrive within this time. People wait for it.
 */
const DEBOUNCE_MS = 100;
/** More things than this do not wait: whoever floods us must not fill the memory. */
const MAX_WAITING = 1000;
const AT_ONCE = 4;

const AGAIN = 'again ';

/** The same for targets that are read again together. */
export function targetId(target: RefreshTarget): string {
  if (target.kind === 'scope') return `scope ${formatScope(target.scope)}`;
  // A second look waits for long, and must not keep a new event waiting as well.
  return `${target.again ? AGAIN : ''}${target.kind} ${target.arn}`;
}

/**
 * Collects what is to be read again, and has each thing read once for all the reasons that come within a
 * short time. What comes while it is being read, has it read again.
 */
export class RefreshQueue {
  readonly #refresh: (
    target: RefreshTarget,
    signal: AbortSignal,
  ) => Promise<void>;
  readonly #debounceMs: number;
  readonly #waiting = new Map<string, NodeJS.Timeout>();
  readonly #limit = limiterFactory(AT_ONCE);
  readonly #abort = new AbortController();
  readonly #running = new Set<Promise<void>>();

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
    const id = targetId(target);
    if (this.#abort.signal.aborted || this.#waiting.has(id)) return true;
    if (this.#waiting.size >= MAX_WAITING) return false;
    const timer = setTimeout(() => this.#start(id, target), delayMs);
    timer.unref();
    this.#waiting.set(id, timer);
    return true;
  }

  /** Drops what waits and abandons what is under way. */
  stop(): void {
    this.#abort.abort();
    this.#waiting.forEach(clearTimeout);
    this.#waiting.clear();
  }

  /** Resolves when nothing but second looks waits and nothing is under way. */
  async idle(): Promise<void> {
    const waits = () =>
      [...this.#waiting.keys()].some(id => !id.startsWith(AGAIN));
    while (waits() || this.#running.size > 0) {
      await Promise.all(this.#running);
      await new Promise(resolve => setImmediate(resolve));
    }
  }

  #start(id: string, target: RefreshTarget): void {
    this.#waiting.delete(id);
    const { signal } = this.#abort;
    const run = this.#limit(() =>
      signal.aborted ? Promise.resolve() : this.#refresh(target, signal),
    );
    this.#running.add(run);
    run.finally(() => this.#running.delete(run));
  }
}
