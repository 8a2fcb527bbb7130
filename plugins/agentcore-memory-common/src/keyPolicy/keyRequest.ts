import { Requester } from './matchPrincipal';
import { RequestContext } from './requestContext';

/** One request to KMS, as far as it is known. */
export interface KeyRequest {
  principal: Requester;
  /** Such as `kms:Decrypt`. */
  action: string;
  keyArn: string;
  context: RequestContext;
}
