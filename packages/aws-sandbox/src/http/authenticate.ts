import { AccountRegistry, Caller } from '../state/accounts';
import { partitionOf } from '../state/arn';
import { AwsError } from './awsError';
import { ServiceName } from './services';
import { SignatureScope } from './signature';

/**
 * Identifies the caller; throws the service's own error for unknown and expired credentials. A partition does not know
 * the credentials of another one.
 */
export function authenticate(
  accounts: AccountRegistry,
  scope: SignatureScope,
  service: ServiceName,
  now: number,
): Caller {
  const caller = accounts.findCaller(scope.accessKeyId, scope.sessionToken);
  const isKnown =
    caller &&
    accounts.partitionOf(caller.accountId) === partitionOf(scope.region);
  if (!isKnown) {
    throw new AwsError(
      service === 'sts'
        ? 'InvalidClientTokenId'
        : 'UnrecognizedClientException',
      403,
      'The security token included in the request is invalid.',
    );
  }
  if (caller.expiresAt !== undefined && caller.expiresAt <= now) {
    throw new AwsError(
      service === 'sts' ? 'ExpiredToken' : 'ExpiredTokenException',
      403,
      'The security token included in the request is expired',
    );
  }
  return caller;
}
