import { Caller } from '../state/accounts';
import { Place } from '../state/arn';
import { SandboxState } from '../state/SandboxState';
import { Input } from './InputReader';

/** Input and surroundings of an operation. */
export interface OperationContext {
  state: SandboxState;
  caller: Caller;
  /** The caller's account and the region of the request. */
  place: Place;
  /** Epoch milliseconds. */
  now: number;
  /** How long a memory stays CREATING, UPDATING or DELETING. */
  transitionMs: number;
  input: Input;
}

/** Result of an operation; the default status is 200. */
export interface OperationResult {
  status?: number;
  /** Serialized as JSON, or as XML in the query protocol; absent for an empty body. */
  body?: Readonly<Record<string, unknown>>;
}

/** One operation: validates its input, and returns its result or throws an {@link AwsError}. */
export type Operation = (context: OperationContext) => OperationResult;

/** A service: its operations by API name, and how to read page tokens and resource names from their inputs. */
export interface Service {
  operations: Readonly<Record<string, Operation>>;
  /** Input member that holds the page token, by operation. */
  pageTokens: Readonly<Record<string, string>>;
  /** All names of the resource that an input refers to; faults are matched against them. */
  resourcesOf: (context: OperationContext) => string[];
}
