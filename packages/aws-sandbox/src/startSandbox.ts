import { EventBus, ChangeListener } from './events/EventBus';
import { CallLog, CallLogMode } from './faults/calls';
import { FaultInjector } from './faults/FaultInjector';
import {
  RateLimiter,
  realTime,
  QuotaOption,
} from './faults/quotas/RateLimiter';
import { startServer } from './http/server';
import { demoSeed } from './seeds/demo';
import { emptySeed } from './seeds/empty';
import { Seed } from './seeds/types';
import { StaticCredentials } from './state/accounts';
import { systemClock, Clock } from './state/clock';
import { SandboxState } from './state/SandboxState';

/** The account of the sandbox's main credentials. */
export const MAIN_ACCOUNT_ID = '111111111111';

/** Options of {@link startSandbox}. */
export interface SandboxOptions {
  /** TCP port on 127.0.0.1; 0, the default, selects a free one. */
  port?: number;
  /** Initial resources; `empty` by default. */
  seed?: 'demo' | 'empty' | Seed;
  /** The system clock by default. */
  clock?: Clock;
  /** How long a memory stays CREATING, UPDATING or DELETING, in milliseconds of the clock; 2000 by default. */
  transitionMs?: number;
  /** How long listings miss an event or record after it was written, in milliseconds of the clock; 0 by default. */
  listingDelayMs?: number;
  /** Least duration of every call, in real milliseconds; 0 by default. */
  latencyMs?: number;
  /** Quotas of an account in a region, in calls per second; none by default. */
  quotas?: QuotaOption;
  /** Clock of the quotas, in milliseconds; real time by default. */
  quotaClock?: Clock;
  /** `full`, the default, keeps every call; `counts` keeps numbers only, for millions of calls. */
  callLog?: CallLogMode;
}

/** A running sandbox. */
export interface Sandbox {
  /** Endpoint for AWS clients, e.g. `http://127.0.0.1:4577`. */
  readonly url: string;
  /** The resources, to create and change them without the APIs. */
  readonly state: SandboxState;
  /** Makes calls fail, take longer, or wait. */
  readonly faults: FaultInjector;
  /** The calls that were received. */
  readonly calls: CallLog;
  /** The clock that ends transitions and credentials. */
  readonly clock: Clock;
  /** Static credentials of an account; the account is added if there is none. */
  credentialsFor(accountId: string): StaticCredentials;
  /** Adds a listener for changes through the APIs, as EventBridge delivers them; returns a function that removes it. */
  onEvent(listener: ChangeListener): () => void;
  /** Closes the port and all connections at once, hanging and held calls included. */
  stop(): Promise<void>;
}

const NAMED_SEEDS: Record<'demo' | 'empty', Seed> = {
  demo: demoSeed,
  empty: emptySeed,
};

/** Starts a local AWS on loopback; resolves when it listens, rejects when the port is in use. */
export async function startSandbox(
  options: SandboxOptions = {},
): Promise<Sandbox> {
  const { port = 0, seed = 'empty', clock = systemClock } = options;
  const state = new SandboxState(clock);
  const faults = new FaultInjector();
  const calls = new CallLog(options.callLog);
  const events = new EventBus();
  state.addAccount({ id: MAIN_ACCOUNT_ID });
  const plant = typeof seed === 'string' ? NAMED_SEEDS[seed] : seed;
  plant({ state, faults, now: clock.now() });
  const server = await startServer(
    {
      state,
      faults,
      calls,
      clock,
      events,
      limiter: new RateLimiter(
        options.quotas ?? 'none',
        options.quotaClock ?? realTime,
      ),
      latencyMs: options.latencyMs ?? 0,
      transitionMs: options.transitionMs ?? 2000,
      listingDelayMs: options.listingDelayMs ?? 0,
    },
    port,
  );
  return {
    url: server.url,
    state,
    faults,
    calls,
    clock,
    credentialsFor: accountId => state.accounts.credentialsFor(accountId),
    onEvent: listener => events.onEvent(listener),
    stop: () => {
      faults.abandonHolds();
      return server.stop();
    },
  };
}
