import { EventBus } from '../events/EventBus';
import { CallLog } from '../faults/calls';
import { FaultInjector } from '../faults/FaultInjector';
import { RateLimiter } from '../faults/quotas/RateLimiter';
import { Clock } from '../state/clock';
import { SandboxState } from '../state/SandboxState';

/** The parts of a running sandbox that answering a call needs. */
export interface SandboxContext {
  state: SandboxState;
  faults: FaultInjector;
  calls: CallLog;
  clock: Clock;
  events: EventBus;
  limiter: RateLimiter;
  /** Least duration of every call, in real milliseconds. */
  latencyMs: number;
  /** How long a memory stays CREATING, UPDATING or DELETING. */
  transitionMs: number;
  /** How long an event or record is missing from listings after it was written, in milliseconds of the clock. */
  listingDelayMs: number;
}
