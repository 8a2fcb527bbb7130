import { randomUUID } from 'node:crypto';
import { Fault, FaultTarget, isInScope } from './faults';
import { CallHold, Hold, HoldOptions } from './Hold';

/** The faults that apply to one call. */
export interface TakenFaults {
  /** Sum of all delays, in milliseconds. */
  delayMs: number;
  /** The first fault that is no delay. */
  fault?: Fault;
  holds: CallHold[];
}

/** The faults in force, in the order they were added. */
export class FaultInjector {
  readonly #faults = new Map<string, { fault: Fault; left: number }>();
  readonly #holds = new Set<CallHold>();

  /** Adds a fault and returns its id. */
  add(fault: Fault): string {
    const id = randomUUID();
    this.#faults.set(id, {
      fault: { ...fault },
      left: fault.times ?? Infinity,
    });
    return id;
  }

  /** Removes a fault; false if there is none with this id. */
  remove(id: string): boolean {
    return this.#faults.delete(id);
  }

  /** Makes the calls in a scope, all calls by default, wait until the hold is released. */
  hold(options: HoldOptions = {}): Hold {
    const hold = new CallHold(options, ended => this.#holds.delete(ended));
    this.#holds.add(hold);
    return hold;
  }

  /** Ends all faults, those of the seed included, and releases all holds. */
  clear(): void {
    this.#faults.clear();
    [...this.#holds].forEach(hold => hold.release());
  }

  /** Ends all holds, without an answer to the calls that they hold; `Sandbox.stop` does this. */
  abandonHolds(): void {
    [...this.#holds].forEach(hold => hold.abandon());
  }

  /** The faults in force, without the holds. */
  list(): Array<Fault & { id: string }> {
    return [...this.#faults].map(([id, { fault }]) => ({ ...fault, id }));
  }

  /** The faults that apply to a call: every delay, every hold, and the first of the other kinds. Counts them down. */
  take(target: FaultTarget): TakenFaults {
    let delayMs = 0;
    let taken: Fault | undefined;
    for (const [id, entry] of this.#faults) {
      const isDelay = entry.fault.kind === 'delay';
      if ((isDelay || !taken) && isInScope(entry.fault, target)) {
        if (isDelay) {
          delayMs += entry.fault.ms ?? 0;
        } else {
          taken = entry.fault;
        }
        entry.left -= 1;
        if (entry.left <= 0) this.#faults.delete(id);
      }
    }
    const holds = [...this.#holds].filter(hold => hold.take(target));
    return { delayMs, fault: taken, holds };
  }
}
