import { Budget } from './budget';
import { Requester } from './matchPrincipal';
import { RequestContext } from './requestContext';

/** One request to KMS, as far as it is known. */
export interface KeyRequest {
  principal: Requester;
  /** Such as `kms:Decrypt`. */
  action: string;
  keyArn: string;
  context: RequestContext;
  /** Whether it is asked if this caller gets in who should not, rather than whether one can rely on getting in. */
  suspect?: boolean;
  /** What it may take to answer; left out: as much as it takes. */
  budget?: Budget;
}
