import { InputError } from '@backstage/errors';
import {
  isAccountId,
  isProviderId,
  isRegion,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';

/** Reads the scope in the path. Throws `InputError` naming the part that is wrong. */
export function parseScopeParams(params: {
  provider: string;
  account: string;
  region: string;
}): Scope {
  const { provider, account, region } = params;
  if (!isProviderId(provider)) {
    throw new InputError(
      'provider: the path does not name the id of a provider config',
    );
  }
  if (!isAccountId(account)) {
    throw new InputError(
      `account: "${account}" in the path is not a twelve-digit AWS account id`,
    );
  }
  if (!isRegion(region)) {
    throw new InputError(
      `region: "${region}" in the path is not an AWS region, such as eu-central-1`,
    );
  }
  return { providerId: provider, accountId: account, region };
}
