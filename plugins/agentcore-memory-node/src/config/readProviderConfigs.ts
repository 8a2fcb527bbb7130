import { Config, ConfigReader } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { JsonObject } from '@backstage/types';
import {
  DEFAULT_OWNER_TAGS,
  isProviderId,
  isRegion,
  OwnerRules,
  ownerRefOf,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { PUBLISHED_REGIONS } from '../aws/publishedRegions';
import { OrganizationConfig } from '../inventory/MemoryInventory';
import { accountAt, listAt, refuseUnknownKeys } from './configHelpers';
import { readOrganization } from './readOrganization';

/** Where provider configs are found in the app's configuration. @public */
export const PROVIDERS_KEY = 'catalog.providers.agentCoreMemory';

/** One entry below `catalog.providers.agentCoreMemory`. @public */
export interface ProviderConfig {
  /** Part of the scopes of its memories. */
  id: string;
  /** Listed accounts; with an organisation also empty. An owner here holds for a discovered account as well. */
  accounts: { accountId: string; owner?: string }[];
  /** How further accounts are discovered. */
  organization?: OrganizationConfig;
  /** Scopes read at the same time. */
  scopesAtOnce: number;
  /** A complete listing that would remove more per cent of a scope's memories must be confirmed by another. */
  maxRemovalPercent: number;
  /** Whether keys become entities as well. */
  kmsKeys: boolean;
  /** Whether key entities say in words who may use the key. */
  keyPolicySummary: boolean;
  /** AWS regions. */
  regions: string[];
  /** How owners are found; the account's own owner comes with the account. */
  owners: Omit<OwnerRules, 'accountOwner'>;
  /** Not read here: its form is Backstage's own. */
  schedule?: Config;
}

/** How the owners of what is in an account are found. @public */
export function ownerRulesFor(
  { owners, accounts }: Pick<ProviderConfig, 'owners' | 'accounts'>,
  accountId: string,
): OwnerRules {
  const account = accounts.find(one => one.accountId === accountId);
  return { ...owners, accountOwner: account?.owner };
}

const DEFAULT_SCOPES_AT_ONCE = 16;
const DEFAULT_MAX_REMOVAL_PERCENT = 50;

const KEYS = [
  'accounts',
  'organization',
  'scopesAtOnce',
  'maxRemovalPercent',
  'kmsKeys',
  'keyPolicySummary',
  'regions',
  'ownerTags',
  'ownerMap',
  'defaultOwner',
  'schedule',
];
const ACCOUNT_KEYS = ['accountId', 'owner'];

function ownerAt(path: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const ref = ownerRefOf(value);
  if (!ref) {
    throw new InputError(
      `"${value}" at "${path}" is not a group or user, such as group:default/my-team`,
    );
  }
  return ref;
}

function readAccounts(
  config: Config,
  path: string,
): ProviderConfig['accounts'] {
  const entries = listAt(config, 'accounts');
  if (!entries?.length) {
    if (config.has('organization')) return [];
    throw new InputError(
      `"${path}" must have "accounts" with at least one account, or an "organization"`,
    );
  }
  const accounts = entries.map((entry, index) => {
    const at = `${path}.accounts[${index}]`;
    if (typeof entry !== 'object' || entry === null) {
      return { accountId: accountAt(at, String(entry)) };
    }
    const account = new ConfigReader(entry as JsonObject);
    refuseUnknownKeys(account, ACCOUNT_KEYS, at);
    return {
      accountId: accountAt(
        `${at}.accountId`,
        String(account.getOptional('accountId') ?? ''),
      ),
      owner: ownerAt(`${at}.owner`, account.getOptionalString('owner')),
    };
  });
  const seen = new Set<string>();
  for (const { accountId } of accounts) {
    if (seen.has(accountId)) {
      throw new InputError(
        `Account ${accountId} is listed twice at "${path}.accounts"`,
      );
    }
    seen.add(accountId);
  }
  return accounts;
}

function readRegions(config: Config, path: string): string[] {
  const entries = listAt(config, 'regions');
  if (entries === undefined) return [...PUBLISHED_REGIONS];
  if (entries.length === 0) {
    throw new InputError(`"${path}.regions" must list at least one region`);
  }
  return [...new Set(entries)].map(entry => {
    if (typeof entry !== 'string' || !isRegion(entry)) {
      throw new InputError(
        `"${String(
          entry,
        )}" at "${path}.regions" is not an AWS region, such as eu-central-1`,
      );
    }
    return entry;
  });
}

function readOwnerMap(
  config: Config,
  path: string,
): Record<string, string> | undefined {
  const map = config.getOptional('ownerMap');
  if (map === undefined) return undefined;
  if (typeof map !== 'object' || map === null || Array.isArray(map)) {
    throw new InputError(`"${path}.ownerMap" must map tag values to owners`);
  }
  return Object.fromEntries(
    Object.entries(map).map(([value, owner]) => [
      value,
      ownerAt(`${path}.ownerMap.${value}`, String(owner)) as string,
    ]),
  );
}

function wholeNumberAt(
  config: Config,
  key: string,
  path: string,
  min: number,
  max: number,
): number | undefined {
  const value = config.getOptionalNumber(key);
  if (
    value !== undefined &&
    !(Number.isInteger(value) && value >= min && value <= max)
  ) {
    throw new InputError(
      `"${path}.${key}" must be a whole number from ${min} to ${max}, not ${value}`,
    );
  }
  return value;
}

function readProviderConfig(id: string, config: Config): ProviderConfig {
  const path = `${PROVIDERS_KEY}.${id}`;
  if (!isProviderId(id)) {
    throw new InputError(
      `"${id}" at "${PROVIDERS_KEY}" is not a provider id: 1 to 64 letters, digits, "_", "." and "-"`,
    );
  }
  refuseUnknownKeys(config, KEYS, path);
  const regions = readRegions(config, path);
  const ownerTags = listAt(config, 'ownerTags')?.map(String);
  return {
    id,
    accounts: readAccounts(config, path),
    organization: readOrganization(config, path, regions),
    scopesAtOnce:
      wholeNumberAt(config, 'scopesAtOnce', path, 1, 256) ??
      DEFAULT_SCOPES_AT_ONCE,
    maxRemovalPercent:
      wholeNumberAt(config, 'maxRemovalPercent', path, 0, 100) ??
      DEFAULT_MAX_REMOVAL_PERCENT,
    kmsKeys: config.getOptionalBoolean('kmsKeys') ?? true,
    keyPolicySummary: config.getOptionalBoolean('keyPolicySummary') ?? true,
    regions,
    owners: {
      tags: ownerTags ?? DEFAULT_OWNER_TAGS,
      map: readOwnerMap(config, path),
      defaultOwner: ownerAt(
        `${path}.defaultOwner`,
        config.getOptionalString('defaultOwner'),
      ),
    },
    schedule: config.getOptionalConfig('schedule'),
  };
}

/** Two providers of the same scope would take its memories from each other with every run. */
function refuseSharedScopes(configs: readonly ProviderConfig[]): void {
  const owners = new Map<string, string>();
  for (const config of configs) {
    const ids = config.accounts.map(({ accountId }) => accountId);
    for (const { accountId, region } of scopesOf(config, ids)) {
      const place = `${accountId}/${region}`;
      const other = owners.get(place);
      if (other !== undefined) {
        throw new InputError(
          `Account ${accountId} in ${region} is at "${PROVIDERS_KEY}.${other}" and at "${PROVIDERS_KEY}.${config.id}"; one provider has to read it`,
        );
      }
      owners.set(place, config.id);
    }
  }
}

/** Reads all provider configs; none is fine. Throws `InputError` naming the key that is wrong. @public */
export function readProviderConfigs(root: Config): ProviderConfig[] {
  const providers = root.getOptionalConfig(PROVIDERS_KEY);
  const configs =
    providers
      ?.keys()
      .map(id => readProviderConfig(id, providers.getConfig(id))) ?? [];
  refuseSharedScopes(configs);
  return configs;
}

/** Every account × region of a provider. @public */
export function scopesOf(
  { id, regions }: Pick<ProviderConfig, 'id' | 'regions'>,
  accountIds: readonly string[],
): Scope[] {
  return accountIds.flatMap(accountId =>
    regions.map(region => ({ providerId: id, accountId, region })),
  );
}
