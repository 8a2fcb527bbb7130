import {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError } from '@backstage/errors';
import {
  AuthorizeResult,
  BasicPermission,
} from '@backstage/plugin-permission-common';

/** On whose behalf something is asked. */
export interface ServiceOptions {
  credentials: BackstageCredentials;
}

/**
 * Asks the permission framework for one permission, or for several that are all needed. Rejects with a
 * `NotAllowedError` that gives the refusal.
 */
export async function authorize(
  permissions: PermissionsService,
  needed: BasicPermission | readonly BasicPermission[],
  { credentials }: ServiceOptions,
  refusal: string,
): Promise<void> {
  if (!(await isAllowed(permissions, needed, { credentials }))) {
    throw new NotAllowedError(refusal);
  }
}

/** Whether the permission framework gives one permission, or all of several. */
export async function isAllowed(
  permissions: PermissionsService,
  needed: BasicPermission | readonly BasicPermission[],
  { credentials }: ServiceOptions,
): Promise<boolean> {
  const decisions = await permissions.authorize(
    [needed].flat().map(permission => ({ permission })),
    { credentials },
  );
  return decisions.every(({ result }) => result === AuthorizeResult.ALLOW);
}
