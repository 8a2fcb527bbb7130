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

/** Asks the permission framework. Rejects with a `NotAllowedError` that gives the refusal. */
export async function authorize(
  permissions: PermissionsService,
  permission: BasicPermission,
  { credentials }: ServiceOptions,
  refusal: string,
): Promise<void> {
  const [decision] = await permissions.authorize([{ permission }], {
    credentials,
  });
  if (decision.result !== AuthorizeResult.ALLOW) {
    throw new NotAllowedError(refusal);
  }
}
