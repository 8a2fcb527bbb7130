import { ServiceName } from '../http/services';

/** Kind of failure; see {@link Fault}. */
export type FaultKind =
  | 'deny'
  | 'throttle'
  | 'serverError'
  | 'delay'
  | 'reset'
  | 'garbage'
  | 'hang'
  | 'refuse'
  | 'omitLists'
  | 'textLists'
  | 'failRecords'
  | 'loseAnswer';

/** Every kind of fault. */
export const FAULT_KINDS: readonly FaultKind[] = [
  'deny',
  'throttle',
  'serverError',
  'delay',
  'reset',
  'garbage',
  'hang',
  'refuse',
  'omitLists',
  'textLists',
  'failRecords',
  'loseAnswer',
];

/** Which calls a fault applies to: those that match every given member. */
export interface FaultScope {
  service?: ServiceName;
  operation?: string;
  /** Account of the caller. */
  account?: string;
  region?: string;
  /** Memory id, key id, alias or ARN that the call is about. */
  resource?: string;
  /** Page of a listing, from 1. */
  page?: number;
  /** Number of calls after which the fault expires; no limit if absent. */
  times?: number;
}

/**
 * A failure of the calls in its scope.
 *
 * @remarks
 * `deny`, `throttle` and `serverError` answer with the service's own error. `delay` waits `ms` real milliseconds and then
 * goes on. `reset` closes the connection, `garbage` answers 200 with a body of no protocol, `hang` never answers.
 * `refuse` answers with the given error.
 * `loseAnswer` runs the operation and closes the connection instead of answering. `failRecords` lets every second record of a
 * batch fail, or every `every`-th one, with the given error or the status 500.
 * `omitLists` leaves the lists out of the operation's answer, `textLists` puts text in their place.
 */
export interface Fault extends FaultScope {
  kind: FaultKind;
  /** Length of a `delay` in milliseconds. */
  ms?: number;
  /** For `deny`: the kind of policy that says so; by default none allows it. */
  policy?: OrganizationPolicy;
  /** For `refuse`: what the service answers. For `failRecords`: why a record fails, with `status` as its code. */
  error?: { code: string; message: string; status?: number };
  /** For `failRecords`: the first record of the batch fails, and then every one that is so many places further. */
  every?: number;
  /** With `policy`: it does not allow the call, and does not deny it in so many words. */
  implicit?: boolean;
}

/** A kind of policy of the organization. */
export type OrganizationPolicy =
  | 'service control policy'
  | 'resource control policy';

/** The call that faults are matched against. */
export interface FaultTarget {
  service: string;
  operation: string;
  account: string;
  region: string;
  /** ARN of the caller. */
  principal?: string;
  /** All the names of the resource that the call is about. */
  resources: readonly string[];
  page?: number;
}

const EQUAL_MEMBERS = [
  'service',
  'operation',
  'account',
  'region',
  'page',
] as const;

/** Whether a call is in the scope of a fault. */
export function isInScope(scope: FaultScope, target: FaultTarget): boolean {
  return (
    EQUAL_MEMBERS.every(
      key => scope[key] === undefined || scope[key] === target[key],
    ) &&
    (scope.resource === undefined || target.resources.includes(scope.resource))
  );
}

const KINDS_WITH_OPERATION: ReadonlySet<FaultKind> = new Set<FaultKind>([
  'omitLists',
  'textLists',
  'failRecords',
  'loseAnswer',
]);

/** Whether a call with this fault runs its operation after all. */
export function answersByOperation(kind: FaultKind): boolean {
  return KINDS_WITH_OPERATION.has(kind);
}
