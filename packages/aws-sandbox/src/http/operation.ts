import { Caller } from '../state/accounts';
import { Place } from '../state/arn';
import { SandboxState } from '../state/SandboxState';
import { Input } from './InputReader';

/** What an operation is given to work with. */
export interface OperationContext {
  state: SandboxState;
  caller: Caller;
  /** The caller's account in the region that was asked. */
  place: Place;
  /** Epoch milliseconds. */
  now: number;
  /** How long a memory stays CREATING, UPDATING or DELETING. */
  transitionMs: number;
  input: Input;
}

/** What an operation answers; status 200 unless the API has another. */
export interface OperationResult {
  status?: number;
  /** Written as JSON; for the query protocol as XML. Absent: no body. */
  body?: Readonly<Record<string, unknown>>;
}

/** One operation: checks its input, does its work, answers or throws an {@link AwsError}. */
export type Operation = (context: OperationContext) => OperationResult;

/** A service: its operations by API name, and what the server must know of their inputs beforehand. */
export interface Service {
  operations: Readonly<Record<string, Operation>>;
  /** Input member that holds the page token, by operation. */
  pageTokens: Readonly<Record<string, string>>;
  /** All names of the resource that an input is about; faults are matched against them. */
  resourcesOf: (context: OperationContext) => string[];
}
