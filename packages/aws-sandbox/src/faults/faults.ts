import { randomUUID } from 'node:crypto';
import type { ServiceName } from '../http/services';

/** What goes wrong; see {@link Fault}. */
export type FaultKind =
  | 'deny'
  | 'throttle'
  | 'serverError'
  | 'delay'
  | 'reset'
  | 'garbage'
  | 'hang';

/** Every kind of fault. */
export const faultKinds: readonly FaultKind[] = [
  'deny',
  'throttle',
  'serverError',
  'delay',
  'reset',
  'garbage',
  'hang',
];

/**
 * Something that goes wrong with the calls that match all given members.
 *
 * @remarks
 * `deny`, `throttle` and `serverError` answer with the service's own error. `delay` waits `ms` real milliseconds and then
 * goes on. `reset` closes the connection, `garbage` answers 200 with a body that is no protocol's, `hang` never answers.
 */
export interface Fault {
  kind: FaultKind;
  service?: ServiceName;
  operation?: string;
  /** Account of the caller. */
  account?: string;
  region?: string;
  /** Memory id, key id, alias or ARN that the call is about. */
  resource?: string;
  /** Length of a `delay` in milliseconds. */
  ms?: number;
  /** How many calls it strikes before it expires; no limit if absent. */
  times?: number;
  /** Strikes only this page of a listing, from 1. */
  page?: number;
}

/** What a fault is matched against. */
export interface FaultTarget {
  service: string;
  operation: string;
  account: string;
  region: string;
  /** All the names of the resource that the call is about. */
  resources: readonly string[];
  page?: number;
}

const equalMembers = [
  'service',
  'operation',
  'account',
  'region',
  'page',
] as const;

function strikes(fault: Fault, target: FaultTarget): boolean {
  return (
    equalMembers.every(
      key => fault[key] === undefined || fault[key] === target[key],
    ) &&
    (fault.resource === undefined || target.resources.includes(fault.resource))
  );
}

/** The faults in force, in the order they were added. */
export class FaultBox {
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
        if (entry.left <= 0) {
          this.#faults.delete(id);
        }
      }
    }
    return { delayMs, fault: taken };
  }
}
