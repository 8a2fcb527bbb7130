import { InputError } from '@backstage/errors';
import { isProviderId, Scope } from 'backstage-plugin-agentcore-memory-common';
import { parsePlaceParams } from './parseTargetRequest';

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
  return { providerId: provider, ...parsePlaceParams({ account, region }) };
}
