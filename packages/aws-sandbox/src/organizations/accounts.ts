import { Operation, OperationContext } from '../http/operation';
import { readableOrganizationOf } from './access';
import { MemberAccount, Organization } from './Organization';
import { pageOf } from './page';
import { requireParent } from './parents';
import { toApiAccount } from './toApi';

function answer(
  context: OperationContext,
  organization: Organization,
  scope: string,
  accounts: MemberAccount[],
) {
  const { items, NextToken } = pageOf(context, scope, accounts);
  return {
    body: {
      Accounts: items.map(account =>
        toApiAccount(
          organization,
          account,
          context.state.accounts.nameOf(account.id),
        ),
      ),
      NextToken,
    },
  };
}

/** ListAccounts: all of the organization, closed ones included. */
export const listAccounts: Operation = context => {
  const organization = readableOrganizationOf(context);
  return answer(context, organization, 'ListAccounts', [
    ...organization.accounts.values(),
  ]);
};

/** ListAccountsForParent: those directly in a root or unit. */
export const listAccountsForParent: Operation = context => {
  const organization = readableOrganizationOf(context);
  const parent = requireParent(context, organization);
  return answer(
    context,
    organization,
    `ListAccountsForParent/${parent.id}`,
    [...organization.accounts.values()].filter(
      ({ parentId }) => parentId === parent.id,
    ),
  );
};
