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

/** A permission for changing something in AWS. @public */
export type ChangePermission = ResourcePermission<
  typeof RESOURCE_TYPE_AGENTCORE_MEMORY_CHANGE
>;

/** For whom, and by whom, changes are decided. @public */
export interface ChangeDecisionOptions {
  /** What is to be done. */
  permission: ChangePermission;
  /** Whose it is to be. */
  credentials: BackstageCredentials;
  /** Asks the permission policy. */
  permissions: PermissionsService;
  /** Tells users from services. */
  auth: Pick<AuthService, 'isPrincipal'>;
  /** Tells of what people are members. */
  userInfo: UserInfoService;
}

/**
 * Says why a user may not change something in AWS through Backstage, whose own rights there are nobody's; `undefined`:
 * they may. The permission framework is asked once, however many changes are decided.
 *
 * A policy that gives conditions decides alone. One that just allows, as the one that allows all does, leaves the
 * default: the user is a member of the owner. Services are nobody's members.
 *
 * @public
 */
export async function decideChanges(
  options: ChangeDecisionOptions,
): Promise<(change: MemoryChange) => string | undefined> {
  const { permission, credentials, permissions, auth, userInfo } = options;
  const [decision] = await permissions.authorizeConditional([{ permission }], {
    credentials,
  });
  const refusedByPolicy = 'the permission policy does not allow it';
  switch (decision.result) {
    case AuthorizeResult.CONDITIONAL:
      return change => (isMet(decision, change) ? undefined : refusedByPolicy);
    case AuthorizeResult.ALLOW: {
      if (!auth.isPrincipal(credentials, 'user')) {
        return () => 'only a user can be a member of the owner';
      }
      const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
      const owners = new Set(
        ownershipEntityRefs.map(ref => ref.toLocaleLowerCase('en-US')),
      );
      return ({ owner }) =>
        owners.has(owner) ? undefined : 'you are not a member of the owner';
    }
    default:
      return () => refusedByPolicy;
  }
}

/**
 * Rejects with a `NotAllowedError` where `decideChanges` says why a change is not allowed.
 *
 * @public
 */
export async function authorizeChange({
  change,
  ...options
}: ChangeDecisionOptions & { change: MemoryChange }): Promise<void> {
  const why = (await decideChanges(options))(change);
  if (why === undefined) return;
  const { owner, accountId, region } = change;
  throw new NotAllowedError(
    `You may not do this (${options.permission.name}) for ${owner} in ${region} of account ${accountId}: ${why}`,
  );
}
