import { createHash } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  AccountListing,
  CallMeter,
  MemoryInventory,
  metered,
  OrganizationConfig,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { DoubtLog } from '../store/DoubtLog';
import { ANOTHER_ANSWER_AFTER_MS } from '../store/FactStore';
import { recordCalls } from './metrics';
import { removalRefusal } from './removalGuard';

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

/** The accounts of a provider config: those that it lists and those of its organisation. */
export class AccountDirectory {
  readonly #config: ProviderConfig;
  readonly #inventory: Pick<MemoryInventory, 'listAccounts'>;
  readonly #doubts: Pick<DoubtLog, 'get' | 'set' | 'clear'>;
  readonly #logger: LoggerService;
  readonly #clock: () => Date;
  readonly #listed: ReadonlySet<string>;
  #discovered?: ReadonlySet<string>;
  #isComplete = false;
  #askAgainAt = 0;
  #asking?: Promise<unknown>;

  constructor(options: {
    config: ProviderConfig;
    inventory: Pick<MemoryInventory, 'listAccounts'>;
    doubts: Pick<DoubtLog, 'get' | 'set' | 'clear'>;
    logger: LoggerService;
    clock?: () => Date;
  }) {
    this.#config = options.config;
    this.#listed = new Set(
      options.config.accounts.map(({ accountId }) => accountId),
    );
    this.#inventory = options.inventory;
    this.#doubts = options.doubts;
    this.#logger = options.logger;
    this.#clock = options.clock ?? (() => new Date());
  }

  /**
   * Asks the organisation anew, for a run. Where it does not answer, or answers with much less than is known,
   * the known accounts are read as well.
   *
   * @param known - accounts of which memories are stored
   */
  async discover(
    known: readonly string[],
    signal?: AbortSignal,
  ): Promise<Accounts> {
    const { organization, accounts } = this.#config;
    const listed = accounts.map(({ accountId }) => accountId);
    if (!organization) return { accountIds: listed };
    this.#isComplete = false;
    try {
      const { accountIds: found, listLeftOut } = await this.#list(
        organization,
        known,
        signal,
      );
      const accountIds = merge(listed, found);
      const doubt = await this.#doubt(accountIds, known, listLeftOut);
      this.#discovered = new Set(doubt ? merge(found, known) : found);
      this.#isComplete = !doubt;
      return doubt
        ? { accountIds: merge(accountIds, known), incomplete: doubt }
        : { accountIds };
    } catch (error) {
      signal?.throwIfAborted();
      this.#discovered = new Set([...(this.#discovered ?? []), ...known]);
      return {
        accountIds: merge(listed, [...this.#discovered]),
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
   * @param known - gives the accounts of which memories are stored
   */
  async refreshIfOld(
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

  /** Whether all accounts are known: those listed are all, or the last run was told of those of the organisation. */
  areKnown(): boolean {
    return !this.#config.organization || this.#isComplete;
  }

  /** Whether the provider config lists an account. */
  lists(accountId: string): boolean {
    return this.#listed.has(accountId);
  }

  /** Whether an account is one of the provider config's, as far as is known now. */
  has(accountId: string): boolean {
    return this.lists(accountId) || this.#discovered?.has(accountId) === true;
  }

  /** Only ever adds accounts: what is gone is for a run to say. */
  async #learn(
    organization: OrganizationConfig,
    known: () => Promise<string[]>,
  ): Promise<void> {
    const stored = await known().catch(() => []);
    const { accountIds: found } = await this.#list(organization, stored).catch(
      error => {
        this.#logger.warn(
          `The accounts of the organisation could not be listed: ${
            toError(error).message
          }`,
        );
        return { accountIds: [] };
      },
    );
    // Rows count only where nothing better is known: a run may have found that an account is gone.
    this.#discovered = new Set([...(this.#discovered ?? stored), ...found]);
  }

  async #list(
    organization: OrganizationConfig,
    remembered: readonly string[],
    signal?: AbortSignal,
  ): Promise<AccountListing> {
    const meter = new CallMeter();
    let pause = TRY_AGAIN_MS;
    try {
      const found = await metered({ meter, signal }, () =>
        this.#inventory.listAccounts(organization, { remembered, signal }),
      );
      pause = ASK_AGAIN_MS;
      return found;
    } finally {
      this.#askAgainAt = this.#clock().getTime() + pause;
      recordCalls(this.#config.id, meter);
    }
  }

  async #doubt(
    found: string[],
    known: readonly string[],
    listLeftOut = false,
  ): Promise<string | undefined> {
    const { id, maxRemovalPercent } = this.#config;
    const gone = known.filter(accountId => !found.includes(accountId));
    const doubt = removalRefusal({
      what: 'accounts',
      known: known.length,
      gone: gone.length,
      // What a list would have shown that AWS left out is not known.
      maxRemovalPercent: listLeftOut ? 0 : maxRemovalPercent,
    });
    const earlier = await this.#doubts.get(id);
    const answer = createHash('sha256')
      .update([...found].sort().join())
      .digest('hex');
    const now = this.#clock();
    const since =
      earlier?.answer === answer ? earlier.since : now.toISOString();
    const isSeenAgain =
      now.getTime() - Date.parse(since) >= ANOTHER_ANSWER_AFTER_MS;
    if (doubt && !isSeenAgain) {
      await this.#doubts.set(id, { answer, since });
      return doubt;
    }
    if (earlier) await this.#doubts.clear(id);
    return undefined;
  }
}

function merge(...lists: (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
