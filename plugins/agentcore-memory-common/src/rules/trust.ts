import { InputError } from '@backstage/errors';
import { accountsAt, SettingsParser, textsAt } from './parseSettings';

/** The settings of `key-policy-exposure`: who may be let in besides the accounts of the key and the memory. @public */
export interface TrustSettings {
  /** Accounts that may be let in as a whole; `undefined`: none. */
  trustedAccounts?: readonly string[];
  /** Organisations that may be let in; `undefined`: each that a key policy names. */
  trustedOrganizations?: readonly string[];
}

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_Organization.html */
const ORGANIZATION_ID = /^o-[a-z0-9]{10,32}$/;

/** Reads them. */
export const TRUST_SETTINGS: SettingsParser<TrustSettings> = {
  keys: ['trustedAccounts', 'trustedOrganizations'],
  parse(raw, path) {
    const organizations = textsAt(raw, 'trustedOrganizations', path);
    organizations?.forEach((id, index) => {
      if (!ORGANIZATION_ID.test(id)) {
        throw new InputError(
          `"${id}" at "${path}.trustedOrganizations[${index}]" is not the id of an AWS organisation, such as o-a1b2c3d4e5`,
        );
      }
    });
    return {
      trustedAccounts: accountsAt(raw, 'trustedAccounts', path),
      trustedOrganizations: organizations,
    };
  },
};
