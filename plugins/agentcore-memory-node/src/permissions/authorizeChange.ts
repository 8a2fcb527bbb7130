import {
  AuthService,
  BackstageCredentials,
  PermissionsService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  ResourcePermission,
} from '@backstage/plugin-permission-common';
import { createConditionAuthorizer } from '@backstage/plugin-permission-node';
import { RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE } from 'backstage-plugin-agentcore-memory-common';
import { MemoryChange, memoryChangeRules } from './change';

const isMet = createConditionAuthorizer<MemoryChange, never>(
  Object.values(memoryChangeRules),
);

/**
 * Whether a user may change something in AWS through Backstage, whose own rights there are nobody's.
 *
 * A policy that gives conditions decides alone. One that just allows, as the one that allows all does, leaves the
 * default: the user is a member of the owner. Services are nobody's members.
 *
 * @throws `NotAllowedError`
 * @public
 */
export async function authorizeChange(options: {
  permission: ResourcePermission<typeof RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE>;
  change: MemoryChange;
  credentials: BackstageCredentials;
  permissions: PermissionsService;
  auth: Pick<AuthService, 'isPrincipal'>;
  userInfo: UserInfoService;
}): Promise<void> {
  const { permission, change, credentials, permissions, auth } = options;
  const { owner, accountId, region } = change;
  const refuse = (why: string) =>
    new NotAllowedError(
      `You may not do this (${permission.name}) for ${owner} in ${region} of account ${accountId}: ${why}`,
    );
  const [decision] = await permissions.authorizeConditional([{ permission }], {
    credentials,
  });
  switch (decision.result) {
    case AuthorizeResult.CONDITIONAL:
      if (isMet(decision, change)) return;
      throw refuse('the permission policy does not allow it');
    case AuthorizeResult.ALLOW:
      if (!auth.isPrincipal(credentials, 'user')) {
        throw refuse('only a user can be a member of the owner');
      }
      if (await isMember(options.userInfo, credentials, owner)) return;
      throw refuse('you are not a member of the owner');
    default:
      throw refuse('the permission policy does not allow it');
  }
}

async function isMember(
  userInfo: UserInfoService,
  credentials: BackstageCredentials,
  owner: string,
): Promise<boolean> {
  const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
  return ownershipEntityRefs.some(
    ref => ref.toLocaleLowerCase('en-US') === owner,
  );
}
