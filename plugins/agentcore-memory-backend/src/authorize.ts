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
  const decisions = await permissions.authorize(
    [needed].flat().map(permission => ({ permission })),
    { credentials },
  );
  if (decisions.some(({ result }) => result !== AuthorizeResult.ALLOW)) {
    throw new NotAllowedError(refusal);
  }
}
