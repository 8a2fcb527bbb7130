import { FaultScope, FaultTarget, isInScope } from './faults';

/** Which calls a hold applies to, and where it holds them. */
export interface HoldOptions extends FaultScope {
  /**
   * `request` holds a call before its operation runs, so that the answer has what changed meanwhile. `answer`, the default,
   * holds the finished answer: the operation has run, and what changes meanwhile is not in the answer.
   */
  at?: 'request' | 'answer';
}

/** A fault that holds calls until it is released. */
export interface Hold {
  /** Number of calls that are held now. */
  readonly waiting: number;
  /**
   * Resolves when `count` calls, 1 by default, have been held in all, calls that were aborted since included. Rejects when
   * the hold ends before that.
   */
  reached(count?: number): Promise<void>;
  /** Lets all held calls through and ends the fault. Does nothing when it has ended. */
  release(): void;
}

/** The {@link Hold} of the fault injector, with the side that the server uses. */
export class CallHold implements Hold {
  readonly at: 'request' | 'answer';
  readonly #scope: FaultScope;
  readonly #onEnd: (hold: CallHold) => void;
  readonly #waiting = new Set<(goesOn: boolean) => void>();
  #watchers: Array<{
    count: number;
    resolve: () => void;
    reject: (error: Error) => void;
  }> = [];
  #left: number;
  #reached = 0;
  #end: 'released' | 'abandoned' | undefined;

  constructor(
    { at = 'answer', ...scope }: HoldOptions,
    onEnd: (hold: CallHold) => void,
  ) {
    this.at = at;
    this.#scope = scope;
    this.#onEnd = onEnd;
    this.#left = scope.times ?? Infinity;
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  async reached(count: number = 1): Promise<void> {
    if (this.#reached >= count) return;
    if (this.#end) throw this.#endedBefore(count);
    await new Promise<void>((resolve, reject) => {
      this.#watchers.push({ count, resolve, reject });
    });
  }

  release(): void {
    this.#finish('released');
  }

  /** Ends the hold without an answer to the calls that it holds. */
  abandon(): void {
    this.#finish('abandoned');
  }

  /** Whether a call is to be held; counts down `times` if so. */
  take(target: FaultTarget): boolean {
    if (this.#left <= 0 || !isInScope(this.#scope, target)) return false;
    this.#left -= 1;
    return true;
  }

  /** Holds a call that was taken; resolves to false when its connection closes or the hold is abandoned. */
  async pass(closed: AbortSignal): Promise<boolean> {
    if (closed.aborted) return false;
    if (this.#end) return this.#end === 'released';
    const passed = new Promise<boolean>(resolve => {
      const end = (goesOn: boolean) => {
        this.#waiting.delete(end);
        resolve(goesOn);
      };
      this.#waiting.add(end);
      closed.addEventListener('abort', () => end(false), { once: true });
    });
    this.#reached += 1;
    const reached = this.#watchers.filter(
      ({ count }) => count <= this.#reached,
    );
    this.#watchers = this.#watchers.filter(
      ({ count }) => count > this.#reached,
    );
    reached.forEach(({ resolve }) => resolve());
    return passed;
  }

  #finish(end: 'released' | 'abandoned'): void {
    if (this.#end) return;
    this.#end = end;
    this.#onEnd(this);
    [...this.#waiting].forEach(finish => finish(end === 'released'));
    this.#watchers
      .splice(0)
      .forEach(({ count, reject }) => reject(this.#endedBefore(count)));
  }

  #endedBefore(count: number): Error {
    return new Error(
      `The hold ended after ${this.#reached} of ${count} expected calls`,
    );
  }
}
