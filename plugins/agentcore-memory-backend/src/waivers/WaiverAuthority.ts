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
import {
  agentCoreMemoryWaiverDecidePermission,
  agentCoreMemoryWaiverRequestPermission,
  agentCoreMemoryWaiverRevokePermission,
} from 'backstage-plugin-agentcore-memory-common';
import {
  WaiverResource,
  waiverRules,
} from 'backstage-plugin-agentcore-memory-node';
import { WaiverSettings } from './WaiverSettings';

/** What somebody wants to do to a waiver. */
export type WaiverChange = 'request' | 'decide' | 'revoke';

const PERMISSIONS: Record<WaiverChange, ResourcePermission> = {
  request: agentCoreMemoryWaiverRequestPermission,
  decide: agentCoreMemoryWaiverDecidePermission,
  revoke: agentCoreMemoryWaiverRevokePermission,
};

const isMet = createConditionAuthorizer<WaiverResource, never>(
  Object.values(waiverRules),
);

/** A waiver as permissions are decided on it; `requestedBy` is left out of one that is not asked for yet. */
export type WaiverToChange = WaiverResource & { requestedBy?: string };

/** Who the caller is, and what they may do to which waivers. */
export interface WaiverCaller {
  /** Full ref of the user. */
  userRef: string;
  /** Why they may not do it; undefined: they may. */
  refusal(change: WaiverChange, waiver: WaiverToChange): string | undefined;
}

/**
 * Decides who may do what to waivers. A policy that gives conditions decides alone; one that just allows leaves the
 * default: members of the owner ask, approvers of the configuration decide, either takes back. Whoever asked for a
 * waiver never approves it, whatever a policy says, unless that is configured: what counts is the user, and not in which
 * role they act.
 */
export class WaiverAuthority {
  readonly #options: {
    permissions: PermissionsService;
    auth: Pick<AuthService, 'isPrincipal'>;
    userInfo: UserInfoService;
    settings: WaiverSettings;
  };

  constructor(options: {
    permissions: PermissionsService;
    auth: Pick<AuthService, 'isPrincipal'>;
    userInfo: UserInfoService;
    settings: WaiverSettings;
  }) {
    this.#options = options;
  }

  /** The caller; undefined for services, since only a user can answer for a waiver. */
  async callerOf(
    credentials: BackstageCredentials,
  ): Promise<WaiverCaller | undefined> {
    const { permissions, auth, userInfo, settings } = this.#options;
    if (!auth.isPrincipal(credentials, 'user')) return undefined;
    const userRef =
      credentials.principal.userEntityRef.toLocaleLowerCase('en-US');
    const changes = Object.keys(PERMISSIONS) as WaiverChange[];
    const decisions = await permissions.authorizeConditional(
      changes.map(change => ({ permission: PERMISSIONS[change] })),
      { credentials },
    );
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    const roles = new Set(
      [...ownershipEntityRefs, userRef].map(ref =>
        ref.toLocaleLowerCase('en-US'),
      ),
    );
    const isApprover = settings.approvers.some(ref => roles.has(ref));
    const byDefault: Record<
      WaiverChange,
      (waiver: WaiverToChange) => string | undefined
    > = {
      request: ({ owner }) =>
        roles.has(owner) ? undefined : 'you are not a member of the owner',
      decide: () =>
        isApprover
          ? undefined
          : 'you are none of the approvers that are configured',
      revoke: ({ owner }) =>
        isApprover || roles.has(owner)
          ? undefined
          : 'you are neither a member of the owner nor an approver',
    };
    return {
      userRef,
      refusal(change, waiver) {
        const decision = decisions[changes.indexOf(change)];
        const isOwn = waiver.requestedBy === userRef;
        if (change === 'decide' && isOwn && !settings.ownApproval) {
          return 'you asked for it yourself';
        }
        switch (decision.result) {
          case AuthorizeResult.CONDITIONAL:
            return isMet(decision, waiver)
              ? undefined
              : 'the permission policy does not allow it';
          case AuthorizeResult.ALLOW:
            return byDefault[change](waiver);
          default:
            return 'the permission policy does not allow it';
        }
      },
    };
  }
}

/** Throws a `NotAllowedError` where a caller may not do this to a waiver. */
export function authorizeWaiver(
  caller: WaiverCaller | undefined,
  change: WaiverChange,
  waiver: WaiverToChange,
): asserts caller is WaiverCaller {
  const why = caller
    ? caller.refusal(change, waiver)
    : 'only a user can answer for a waiver';
  if (why === undefined) return;
  throw new NotAllowedError(
    `You may not do this (${PERMISSIONS[change].name}) for ${waiver.owner}: ${why}`,
  );
}
