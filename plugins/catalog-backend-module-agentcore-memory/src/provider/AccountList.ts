import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  CallMeter,
  MemoryInventory,
  metered,
  OrganizationConfig,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { recordCalls } from './metrics';
import { doubtAbout, listingDigest } from './removalGuard';

/** What is known of the organisation is good for events for this long; runs ask anew. */
const ASK_AGAIN_MS = 5 * 60_000;
/** After it did not answer, events have it asked again after this. */
const TRY_AGAIN_MS = 30_000;

/** The accounts of one run. */
export interface Accounts {
  accountIds: string[];
  /** Why these may not be all; left out: accounts that are not among them are no longer configured. */
  incomplete?: string;
}

/** The accounts that a provider reads: those in its configuration and those of its organisation. */
export class AccountList {
  readonly #config: ProviderConfig;
  readonly #inventory: Pick<MemoryInventory, 'listAccounts'>;
  readonly #logger: LoggerService;
  readonly #clock: () => Date;
  #discovered?: string[];
  #askAgainAt = 0;
  #asking?: Promise<unknown>;
  /** A list that lacks so many accounts that it is not believed until it is seen again. */
  #doubted?: string;

  constructor(options: {
    config: ProviderConfig;
    inventory: Pick<MemoryInventory, 'listAccounts'>;
    logger: LoggerService;
    clock?: () => Date;
  }) {
    this.#config = options.config;
    this.#inventory = options.inventory;
    this.#logger = options.logger;
    this.#clock = options.clock ?? (() => new Date());
  }

  /**
   * Asks the organisation anew, for a run. Where it does not answer, or answers with much less than is known,
   * goes on with those that are known as well.
   *
   * @param known - accounts of which the catalog holds memories
   */
  async read(
    known: readonly string[],
    signal?: AbortSignal,
  ): Promise<Accounts> {
    const { organization, accounts } = this.#config;
    const listed = accounts.map(({ accountId }) => accountId);
    if (!organization) return { accountIds: listed };
    try {
      const found = await this.#list(organization, signal);
      const accountIds = merge(listed, found);
      const doubt = this.#doubt(accountIds, known);
      this.#discovered = doubt ? merge(found, known) : found;
      return doubt
        ? { accountIds: merge(accountIds, known), incomplete: doubt }
        : { accountIds };
    } catch (error) {
      signal?.throwIfAborted();
      this.#discovered = merge(this.#discovered ?? [], known);
      return {
        accountIds: merge(listed, this.#discovered),
        incomplete: `The accounts of the organisation could not be listed: ${
          toError(error).message
        }`,
      };
    }
  }

  /**
   * Asks the organisation for an event, if that was not done lately: it may come before the first run, or from
   * an account that has just been made. Waits for the answer only where that matters. Never rejects.
   *
   * @param accountId - where the event comes from
   * @param known - gives the accounts of which the catalog holds memories
   */
  async ensure(
    accountId: string | undefined,
    known: () => Promise<string[]>,
  ): Promise<void> {
    const { organization } = this.#config;
    if (!organization) return;
    if (!this.#asking && this.#clock().getTime() >= this.#askAgainAt) {
      this.#asking = this.#learn(organization, known).finally(() => {
        this.#asking = undefined;
      });
    }
    if (!this.#discovered || !accountId || !this.has(accountId)) {
      await this.#asking;
    }
  }

  /** Whether an account is one of the provider's, as far as is known now. */
  has(accountId: string): boolean {
    return (
      this.#config.accounts.some(account => account.accountId === accountId) ||
      this.#discovered?.includes(accountId) === true
    );
  }

  /** Only ever adds accounts: what is gone is for a run to say. */
  async #learn(
    organization: OrganizationConfig,
    known: () => Promise<string[]>,
  ): Promise<void> {
    const fromCatalog = await known().catch(() => []);
    const found = await this.#list(organization).catch(error => {
      this.#logger.warn(
        `The accounts of the organisation could not be listed: ${
          toError(error).message
        }`,
      );
      return [];
    });
    this.#discovered = merge(this.#discovered ?? [], fromCatalog, found);
  }

  async #list(
    organization: OrganizationConfig,
    signal?: AbortSignal,
  ): Promise<string[]> {
    const meter = new CallMeter();
    let pause = TRY_AGAIN_MS;
    try {
      const found = await metered({ meter, signal }, () =>
        this.#inventory.listAccounts(organization, { signal }),
      );
      pause = ASK_AGAIN_MS;
      return found;
    } finally {
      this.#askAgainAt = this.#clock().getTime() + pause;
      recordCalls(this.#config.id, meter);
    }
  }

  #doubt(found: string[], known: readonly string[]): string | undefined {
    const gone = known.filter(accountId => !found.includes(accountId));
    const digest = listingDigest([...found].sort());
    const doubt = doubtAbout({
      what: 'accounts',
      known: known.length,
      gone: gone.length,
      maxRemovalPercent: this.#config.maxRemovalPercent,
      digest,
      lastRefused: this.#doubted,
    });
    this.#doubted = doubt && digest;
    return doubt;
  }
}

function merge(...lists: (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
