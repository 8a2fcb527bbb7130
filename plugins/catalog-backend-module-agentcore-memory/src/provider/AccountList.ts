import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  MemoryInventory,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';

/** What is known of the organisation is good for events for this long; runs ask anew. */
const ASK_AGAIN_MS = 5 * 60_000;

/** The accounts of one run. */
export interface Accounts {
  accountIds: string[];
  /** Whether these are all: accounts that are not among them are then no longer configured. */
  complete: boolean;
}

/** The accounts that a provider reads: those in its configuration and those of its organisation. */
export class AccountList {
  readonly #config: ProviderConfig;
  readonly #inventory: Pick<MemoryInventory, 'listAccounts'>;
  readonly #logger: LoggerService;
  #discovered?: string[];
  #askAgainAt = 0;

  constructor(options: {
    config: ProviderConfig;
    inventory: Pick<MemoryInventory, 'listAccounts'>;
    logger: LoggerService;
  }) {
    this.#config = options.config;
    this.#inventory = options.inventory;
    this.#logger = options.logger;
  }

  /**
   * Asks the organisation anew. Where it does not answer, goes on with those that are known.
   *
   * @param known - accounts of which the catalog holds memories
   */
  async read(
    known: readonly string[],
    signal?: AbortSignal,
  ): Promise<Accounts> {
    const { organization, accounts } = this.#config;
    const listed = accounts.map(({ accountId }) => accountId);
    if (!organization) return { accountIds: listed, complete: true };
    try {
      this.#discovered = await this.#inventory.listAccounts(organization, {
        signal,
      });
      return { accountIds: merge(listed, this.#discovered), complete: true };
    } catch (error) {
      signal?.throwIfAborted();
      this.#logger.warn(
        `The accounts of the organisation are not known: ${
          toError(error).message
        }`,
      );
      return {
        accountIds: merge(listed, this.#discovered ?? [], known),
        complete: false,
      };
    }
  }

  /** Asks the organisation if that was not done lately: events may come before the first run. Never rejects. */
  async ensure(): Promise<void> {
    if (!this.#config.organization || Date.now() < this.#askAgainAt) return;
    this.#askAgainAt = Date.now() + ASK_AGAIN_MS;
    await this.read([]);
  }

  /** Whether an account is one of the provider's, as far as is known now. */
  has(accountId: string): boolean {
    return (
      this.#config.accounts.some(account => account.accountId === accountId) ||
      (this.#discovered?.includes(accountId) ?? false)
    );
  }
}

function merge(...lists: (readonly string[])[]): string[] {
  return [...new Set(lists.flat())];
}
