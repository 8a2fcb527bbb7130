import { ServiceName } from '../http/services';

/** What goes wrong; see {@link Fault}. */
export type FaultKind =
  | 'deny'
  | 'throttle'
  | 'serverError'
  | 'delay'
  | 'reset'
  | 'garbage'
  | 'hang';

/** Every kind of fault. */
export const FAULT_KINDS: readonly FaultKind[] = [
  'deny',
  'throttle',
  'serverError',
  'delay',
  'reset',
  'garbage',
  'hang',
];

/**
 * Something that goes wrong with the calls that match all given members.
 *
 * @remarks
 * `deny`, `throttle` and `serverError` answer with the service's own error. `delay` waits `ms` real milliseconds and then
 * goes on. `reset` closes the connection, `garbage` answers 200 with a body that is no protocol's, `hang` never answers.
 */
export interface Fault {
  kind: FaultKind;
  service?: ServiceName;
  operation?: string;
  /** Account of the caller. */
  account?: string;
  region?: string;
  /** Memory id, key id, alias or ARN that the call is about. */
  resource?: string;
  /** Length of a `delay` in milliseconds. */
  ms?: number;
  /** How many calls it strikes before it expires; no limit if absent. */
  times?: number;
  /** Strikes only this page of a listing, from 1. */
  page?: number;
}

/** What a fault is matched against. */
export interface FaultTarget {
  service: string;
  operation: string;
  account: string;
  region: string;
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

/** Whether a call matches every given member of a fault. */
export function strikes(fault: Fault, target: FaultTarget): boolean {
  return (
    EQUAL_MEMBERS.every(
      key => fault[key] === undefined || fault[key] === target[key],
    ) &&
    (fault.resource === undefined || target.resources.includes(fault.resource))
  );
}
