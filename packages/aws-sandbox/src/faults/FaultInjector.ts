import { randomUUID } from 'node:crypto';
import { Fault, FaultTarget, strikes } from './faults';

/** The faults in force, in the order they were added. */
export class FaultInjector {
  readonly #faults = new Map<string, { fault: Fault; left: number }>();

  /** Puts a fault in force and returns its id. */
  add(fault: Fault): string {
    const id = randomUUID();
    this.#faults.set(id, {
      fault: { ...fault },
      left: fault.times ?? Infinity,
    });
    return id;
  }

  /** Ends one fault; false if there was none with this id. */
  remove(id: string): boolean {
    return this.#faults.delete(id);
  }

  /** Ends all faults, those of the seed included. */
  clear(): void {
    this.#faults.clear();
  }

  /** The faults in force. */
  list(): Array<Fault & { id: string }> {
    return [...this.#faults].map(([id, { fault }]) => ({ ...fault, id }));
  }

  /** The faults that strike a call: every delay, and the first of the other kinds. Counts them down. */
  take(target: FaultTarget): { delayMs: number; fault?: Fault } {
    let delayMs = 0;
    let taken: Fault | undefined;
    for (const [id, entry] of this.#faults) {
      const isDelay = entry.fault.kind === 'delay';
      if ((isDelay || !taken) && strikes(entry.fault, target)) {
        if (isDelay) {
          delayMs += entry.fault.ms ?? 0;
        } else {
          taken = entry.fault;
        }
        entry.left -= 1;
        if (entry.left <= 0) this.#faults.delete(id);
      }
    }
    return { delayMs, fault: taken };
  }
}
