import { FaultInjector } from '../faults/FaultInjector';
import { SandboxState } from '../state/SandboxState';

/** Puts things in place before the sandbox starts: accounts, keys, memories, faults. `now` is epoch milliseconds. */
export type Seed = (target: {
  state: SandboxState;
  faults: FaultInjector;
  now: number;
}) => void;
