import type { FaultBox } from '../faults/faults';
import type { SandboxState } from '../state/SandboxState';

/** Puts things in place before the sandbox starts: accounts, keys, memories, faults. `now` is epoch milliseconds. */
export type Seed = (target: {
  state: SandboxState;
  faults: FaultBox;
  now: number;
}) => void;
