import { OperationContext } from '../http/operation';
import { organizationsError } from './errors';
import { Organization } from './Organization';

/** The organization that the caller's account is in. */
export function organizationOf({
  state,
  caller,
}: OperationContext): Organization {
  const { organization } = state;
  if (!organization?.accounts.has(caller.accountId)) {
    throw organizationsError(
      'AWSOrganizationsNotInUseException',
      'Your account is not a member of an organization.',
    );
  }
  return organization;
}

/** The same, for operations of the management account and delegated administrators only. */
export function readableOrganizationOf(
  context: OperationContext,
): Organization {
  const organization = organizationOf(context);
  if (!organization.mayBeReadBy(context.caller.accountId)) {
    throw organizationsError(
      'AccessDeniedException',
      "You don't have permissions to access this resource.",
    );
  }
  return organization;
}
