import { toError } from '@backstage/errors';

/** Who is a member is asked again after this, in milliseconds: an account that has left must not be written to. */
const ASK_AGAIN_MS = 5 * 60_000;
/** The same where the organisation did not answer. */
const TRY_AGAIN_MS = 30_000;

/** The accounts of one organisation, as far as they are known in this process. */
export class OrganizationMembers {
  readonly #list: () => Promise<string[]>;
  readonly #now: () => number;
  #confirmed: ReadonlySet<string> = new Set();
  #remembered: ReadonlySet<string> = new Set();
  #failure?: string;
  #askAgainAt = 0;
  #asking?: Promise<void>;

  constructor(list: () => Promise<string[]>, now: () => number) {
    this.#list = list;
    this.#now = now;
  }

  /**
   * Takes in an answer, or that there was none.
   *
   * @param confirmed - as AWS answered
   * @param remembered - of which memories are stored: AWS named them once
   */
  learn(
    confirmed: readonly string[] | undefined,
    remembered: readonly string[],
  ): void {
    this.#remembered = new Set(remembered);
    if (!confirmed) return;
    this.#confirmed = new Set(confirmed);
    this.#failure = undefined;
    this.#askAgainAt = this.#now() + ASK_AGAIN_MS;
  }

  /** Whether AWS ever named the account. Asks nobody. */
  knows(accountId: string): boolean {
    return this.#confirmed.has(accountId) || this.#remembered.has(accountId);
  }

  /** Whether the account is a member now. `failure`: why that is not known. Many questions at once are one call. */
  async ask(
    accountId: string,
  ): Promise<{ isMember: boolean; failure?: string }> {
    await this.#askIfDue();
    return this.#failure === undefined
      ? { isMember: this.#confirmed.has(accountId) }
      : { isMember: false, failure: this.#failure };
  }

  /** The members as AWS named them last. `failure`: why there may be others by now. */
  async all(): Promise<{ accountIds: string[]; failure?: string }> {
    await this.#askIfDue();
    return { accountIds: [...this.#confirmed], failure: this.#failure };
  }

  async #askIfDue(): Promise<void> {
    if (this.#now() >= this.#askAgainAt) {
      this.#asking ??= this.#refresh().finally(() => {
        this.#asking = undefined;
      });
      await this.#asking;
    }
  }

  async #refresh(): Promise<void> {
    try {
      this.learn(await this.#list(), [...this.#remembered]);
    } catch (error) {
      this.#failure = toError(error).message;
      this.#askAgainAt = this.#now() + TRY_AGAIN_MS;
    }
  }
}
