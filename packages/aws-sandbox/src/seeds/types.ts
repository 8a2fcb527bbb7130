import { FaultInjector } from '../faults/FaultInjector';
import { SandboxState } from '../state/SandboxState';

/** Creates accounts, keys, memories and faults before the sandbox starts. `now` is epoch milliseconds. */
export type Seed = (target: {
  state: SandboxState;
  faults: FaultInjector;
  now: number;
}) => void;
