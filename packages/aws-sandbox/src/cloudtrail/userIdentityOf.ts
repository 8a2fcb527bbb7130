import { Caller } from '../state/accounts';
import { UserIdentity } from './types';

/** The identity of an IAM user. */
export function userIdentity(arn: string, principalId: string): UserIdentity {
  return {
    type: 'IAMUser',
    principalId,
    arn,
    accountId: arn.split(':')[4],
    userName: arn.slice(arn.lastIndexOf('/') + 1),
  };
}

/** The identity of a session of an assumed role. `principalId` ends with the name of the session. */
export function roleIdentity(arn: string, principalId: string): UserIdentity {
  const [, partition, , , accountId, resource] = arn.split(':');
  const [, userName] = resource.split('/');
  return {
    type: 'AssumedRole',
    principalId,
    arn,
    accountId,
    sessionContext: {
      sessionIssuer: {
        type: 'Role',
        principalId: principalId.split(':')[0],
        arn: `arn:${partition}:iam::${accountId}:role/${userName}`,
        accountId,
        userName,
      },
    },
  };
}

/** The identity of a caller of the sandbox. */
export function userIdentityOf({
  accountId,
  principalArn: arn,
  userId,
}: Caller): UserIdentity {
  if (arn.includes(':assumed-role/')) return roleIdentity(arn, userId);
  return arn.endsWith(':root')
    ? { type: 'Root', principalId: userId, arn, accountId }
    : userIdentity(arn, userId);
}
