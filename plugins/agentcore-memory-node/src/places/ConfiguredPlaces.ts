import { NotAllowedError, ServiceUnavailableError } from '@backstage/errors';
import { AwsPlace } from '../aws/AwsPlace';
import { PROVIDERS_KEY, ProviderConfig } from '../config/readProviderConfigs';
import { OrganizationConfig } from '../inventory/MemoryInventory';
import { OrganizationMembers } from './OrganizationMembers';

/** Tells which provider config covers an account and region. @public */
export interface Places {
  /**
   * The provider config that covers a place, for changing something in it. Asks AWS Organizations where a config
   * discovers accounts, at most every five minutes.
   *
   * @throws `NotAllowedError` where none covers it; `ServiceUnavailableError` where an organisation that may cover it
   * does not answer
   */
  covering(place: AwsPlace): Promise<ProviderConfig>;

  /** All that is covered, by account. Asks AWS Organizations as `covering` does. */
  all(): Promise<CoveredPlaces>;
}

/** All that provider configs cover. @public */
export interface CoveredPlaces {
  /** Account ids with their regions, both sorted. */
  accounts: { accountId: string; regions: string[] }[];
  /** Whether an organisation does not answer, so that accounts may be missing. */
  incomplete: boolean;
}

/**
 * The accounts and regions that provider configs cover, those of their organisations included. Nothing else is ever
 * asked or changed with Backstage's AWS rights, whoever names it: an entity, an event or a form.
 */
export class ConfiguredPlaces implements Places {
  readonly #covered: readonly Covered[];

  constructor(
    configs: readonly ProviderConfig[],
    listAccounts: (organization: OrganizationConfig) => Promise<string[]>,
    now: () => number = Date.now,
  ) {
    this.#covered = configs.map(config => {
      const { accounts, organization, regions } = config;
      return {
        config,
        regions: new Set(regions),
        listed: new Set(accounts.map(({ accountId }) => accountId)),
        members:
          organization &&
          new OrganizationMembers(() => listAccounts(organization), now),
      };
    });
  }

  async covering(place: AwsPlace): Promise<ProviderConfig> {
    return this.#find(place.accountId, this.#inRegion(place), describe(place));
  }

  async all(): Promise<CoveredPlaces> {
    const regionsOf = new Map<string, Set<string>>();
    let incomplete = false;
    for (const { listed, regions, members } of this.#covered) {
      const discovered = await members?.all();
      incomplete ||= discovered?.failure !== undefined;
      for (const accountId of [...listed, ...(discovered?.accountIds ?? [])]) {
        const known = regionsOf.get(accountId) ?? new Set();
        regions.forEach(region => known.add(region));
        regionsOf.set(accountId, known);
      }
    }
    const accounts = [...regionsOf]
      .map(([accountId, known]) => ({ accountId, regions: [...known].sort() }))
      .sort((a, b) => (a.accountId < b.accountId ? -1 : 1));
    return { accounts, incomplete };
  }

  /** Rejects where a place may not be read. What AWS once named may be, also while an organisation does not answer. */
  async checkReadable(place: AwsPlace): Promise<void> {
    const covered = this.#inRegion(place);
    if (covered.some(one => knows(one, place.accountId))) return;
    await this.#find(place.accountId, covered, describe(place));
  }

  /** Whether the credentials of an account may be used for its keys. Asks nobody. */
  knowsAccount(accountId: string): boolean {
    return this.#covered.some(one => knows(one, accountId));
  }

  /** Rejects where the keys of an account may not be read, in whatever region. */
  async checkAccount(accountId: string): Promise<void> {
    if (this.knowsAccount(accountId)) return;
    await this.#find(accountId, this.#covered, `account ${accountId}`);
  }

  /** Throws where an account is not one through which an organisation is asked. */
  checkOrganization(accountId: string): void {
    const isConfigured = this.#covered.some(
      ({ config }) => config.organization?.accountId === accountId,
    );
    if (!isConfigured) {
      throw new NotAllowedError(
        `No entry of ${PROVIDERS_KEY} asks an organisation through account ${accountId}`,
      );
    }
  }

  /** What `OrganizationMembers.learn` is told of one organisation. */
  learn(
    organization: OrganizationConfig,
    confirmed: readonly string[] | undefined,
    remembered: readonly string[],
  ): void {
    const id = JSON.stringify(organization);
    for (const { config, members } of this.#covered) {
      if (JSON.stringify(config.organization) !== id) continue;
      members?.learn(confirmed, remembered);
    }
  }

  #inRegion({ region }: AwsPlace): Covered[] {
    return this.#covered.filter(({ regions }) => regions.has(region));
  }

  async #find(
    accountId: string,
    covered: readonly Covered[],
    what: string,
  ): Promise<ProviderConfig> {
    const lists = covered.find(({ listed }) => listed.has(accountId));
    if (lists) return lists.config;
    let unanswered: string | undefined;
    for (const { config, members } of covered) {
      const answer = await members?.ask(accountId);
      if (answer?.isMember) return config;
      unanswered ??= answer?.failure;
    }
    if (unanswered !== undefined) {
      throw new ServiceUnavailableError(
        `Whether ${what} is covered by ${PROVIDERS_KEY} is not known: ${unanswered}`,
      );
    }
    throw new NotAllowedError(`No entry of ${PROVIDERS_KEY} covers ${what}`);
  }
}

/** What one provider config covers. */
interface Covered {
  config: ProviderConfig;
  regions: ReadonlySet<string>;
  /** Accounts that it lists. */
  listed: ReadonlySet<string>;
  /** Accounts that are discovered. */
  members?: OrganizationMembers;
}

/** Whether AWS or the configuration ever named the account. Asks nobody. */
function knows({ listed, members }: Covered, accountId: string): boolean {
  return listed.has(accountId) || members?.knows(accountId) === true;
}

function describe({ accountId, region }: AwsPlace): string {
  return `account ${accountId} in ${region}`;
}
