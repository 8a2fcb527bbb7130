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

/** How to start a sandbox. */
export interface SandboxOptions {
  /** TCP port on 127.0.0.1; 0, the default, takes any free one. */
  port?: number;
  /** What exists at the start; `empty` unless said otherwise. */
  seed?: 'demo' | 'empty' | Seed;
  /** The machine's clock unless said otherwise. */
  clock?: Clock;
  /** How long a memory stays CREATING, UPDATING or DELETING, in milliseconds of the clock; 2000 unless said otherwise. */
  transitionMs?: number;
  /** How long every call takes at least, in real milliseconds; 0 unless said otherwise. */
  latencyMs?: number;
  /** Calls a second of an account in a region; none unless said otherwise. */
  quotas?: QuotaOption;
  /** What quotas take the time from, in milliseconds; real time unless said otherwise. */
  quotaClock?: Clock;
  /** `full`, the default, keeps every call; `counts` only numbers, for millions of calls. */
  callLog?: CallLogMode;
}

/** A running sandbox. */
export interface Sandbox {
  /** Endpoint for AWS clients, e.g. `http://127.0.0.1:4577`. */
  readonly url: string;
  readonly state: SandboxState;
  readonly faults: FaultInjector;
  readonly calls: CallLog;
  readonly clock: Clock;
  /** Static credentials of an account; the account is added if there is none. */
  credentialsFor(accountId: string): StaticCredentials;
  /** Is told of every change through the APIs, as EventBridge would tell it; returns what ends that. */
  onEvent(listener: ChangeListener): () => void;
  /** Closes the port and all connections at once, hanging and held calls included. */
  stop(): Promise<void>;
}

const NAMED_SEEDS: Record<'demo' | 'empty', Seed> = {
  demo: demoSeed,
  empty: emptySeed,
};

/** Starts a small AWS on loopback; resolves when it listens, rejects when the port is taken. */
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
