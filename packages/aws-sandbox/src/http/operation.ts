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
  /** How long an event or record is missing from listings after it was written. */
  listingDelayMs: number;
  /** Why a fault lets the record with this index fail, in an operation on a batch of records. */
  recordFailure?: (index: number) => RecordFailure | undefined;
  input: Input;
}

/** The failure of one record of a batch. */
export interface RecordFailure {
  errorCode: number;
  errorMessage: string;
}

/** A quota that the calls about one holder, such as a session, share within that of the account. */
export interface HolderQuota {
  /** Its name in the table of quotas. */
  quota: string;
  holder: string;
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
  /** The quota that a call shares with others about the same holder, besides that of its operation. */
  holderQuotaOf?: (operation: string, input: Input) => HolderQuota | undefined;
}
