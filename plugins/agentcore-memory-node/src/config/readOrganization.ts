import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { partitionOf } from 'backstage-plugin-agentcore-memory-common';
import { OrganizationConfig } from '../inventory/MemoryInventory';
import { accountAt, listAt, refuseUnknownKeys } from './configHelpers';

const KEYS = ['accountId', 'organizationalUnits', 'tags', 'include', 'exclude'];

/** https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccountsForParent.html: ParentId. */
const PARENT_ID = /^(r-[0-9a-z]{4,32}|ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})$/;

function accountsAt(
  config: Config,
  key: string,
  path: string,
): string[] | undefined {
  return listAt(config, key)?.map((id, index) =>
    accountAt(`${path}.${key}[${index}]`, String(id)),
  );
}

/** None would take everything out of the catalog, for a variable that happened to be empty. */
function includeAt(config: Config, path: string): string[] | undefined {
  const accounts = accountsAt(config, 'include', path);
  if (accounts?.length === 0) {
    throw new InputError(
      `"${path}.include" must list at least one account; leave it out for all`,
    );
  }
  return accounts;
}

function unitsAt(config: Config, path: string): string[] | undefined {
  const units = listAt(config, 'organizationalUnits')?.map(String);
  if (units?.length === 0) {
    throw new InputError(
      `"${path}.organizationalUnits" must list at least one unit; leave it out for all`,
    );
  }
  units?.forEach((id, index) => {
    if (!PARENT_ID.test(id)) {
      throw new InputError(
        `"${id}" at "${path}.organizationalUnits[${index}]" is not the id of a root or organisational unit, such as ou-ab12-cdefghij`,
      );
    }
  });
  return units;
}

function tagsAt(
  config: Config,
  path: string,
): Record<string, string> | undefined {
  const tags = config.getOptionalConfig('tags');
  if (!tags) return undefined;
  return Object.fromEntries(
    Object.entries(tags.get() as object).map(([key, value]) => {
      if (typeof value !== 'string') {
        throw new InputError(`"${path}.tags.${key}" must be text`);
      }
      return [key, value];
    }),
  );
}

/** An organisation is in one partition: that of the regions in which its accounts are read. */
function partitionOfAll(regions: readonly string[], path: string): string {
  const [partition, ...others] = new Set(regions.map(partitionOf));
  if (others.length > 0) {
    throw new InputError(
      `"${path}.regions" are in the partitions ${[partition, ...others].join(
        ' and ',
      )}; an organization is in one of them`,
    );
  }
  return partition;
}

/**
 * How accounts are discovered, if they are. Throws `InputError` naming the key that is wrong.
 *
 * @param regions - in which the accounts are read
 */
export function readOrganization(
  provider: Config,
  path: string,
  regions: readonly string[],
): OrganizationConfig | undefined {
  const config = provider.getOptionalConfig('organization');
  if (!config) return undefined;
  const at = `${path}.organization`;
  refuseUnknownKeys(config, KEYS, at);
  return {
    accountId: accountAt(
      `${at}.accountId`,
      String(config.getOptional('accountId') ?? ''),
    ),
    partition: partitionOfAll(regions, path),
    organizationalUnits: unitsAt(config, at),
    tags: tagsAt(config, at),
    include: includeAt(config, at),
    exclude: accountsAt(config, 'exclude', at) ?? [],
  };
}
