import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { isError } from '@backstage/errors';
import { CredentialsError } from './CredentialsError';

/** Credentials as the SDK's providers give them. */
export interface Identity {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  expiration?: Date;
  /** May be what a profile claims. */
  accountId?: string;
  /** How the SDK came by them. */
  $source?: object;
}

/** Access keys whose account is remembered: a key never moves to another account. */
const MAX_KEYS = 4_096;

const ASSUMED = [
  'CREDENTIALS_STS_ASSUME_ROLE',
  'CREDENTIALS_STS_ASSUME_ROLE_WEB_ID',
];

/** The account that STS named when it handed out these credentials. One that a profile claims proves nothing. */
function accountTold({
  accountId,
  $source = {},
}: Identity): string | undefined {
  return ASSUMED.some(feature => feature in $source) ? accountId : undefined;
}

/** Finds out which account credentials belong to: credentials of another one would show an empty account. */
export class AccountCheck {
  readonly #createClient: (identity: Identity, region: string) => STSClient;
  /** By access key. */
  readonly #accounts = new Map<string, Promise<string>>();

  /** @param createClient - of STS in a region */
  constructor(createClient: (identity: Identity, region: string) => STSClient) {
    this.#createClient = createClient;
  }

  /**
   * Rejects with a `CredentialsError` unless the credentials are those of the account.
   *
   * @param options - `roleArn`: what was assumed, if that is known; `region`: in which STS is asked, if it must be
   */
  async check(
    accountId: string,
    identity: Identity,
    options: { roleArn?: string; region: string; signal: AbortSignal },
  ): Promise<void> {
    const { roleArn, region, signal } = options;
    const owner =
      roleArn?.split(':')[4] ??
      accountTold(identity) ??
      (await this.#ask(identity, region, signal));
    if (owner !== accountId) {
      throw new CredentialsError(
        `The credentials for account ${accountId} belong to account ${owner}`,
      );
    }
  }

  #ask(
    identity: Identity,
    region: string,
    signal: AbortSignal,
  ): Promise<string> {
    const { accessKeyId } = identity;
    const existing = this.#accounts.get(accessKeyId);
    if (existing) return existing;
    const asking = this.#getCallerIdentity(identity, region, signal);
    this.#accounts.set(accessKeyId, asking);
    asking.catch(() => this.#accounts.delete(accessKeyId));
    if (this.#accounts.size > MAX_KEYS) {
      this.#accounts.delete(this.#accounts.keys().next().value!);
    }
    return asking;
  }

  async #getCallerIdentity(
    identity: Identity,
    region: string,
    signal: AbortSignal,
  ): Promise<string> {
    const sts = this.#createClient(identity, region);
    try {
      const { Account } = await sts.send(new GetCallerIdentityCommand({}), {
        abortSignal: signal,
      });
      if (Account) return Account;
    } catch (error) {
      throw new CredentialsError(
        `Whose credentials these are is not known: sts:GetCallerIdentity: ${
          isError(error) ? error.name : 'Error'
        }`,
        { cause: error },
      );
    }
    throw new CredentialsError(
      'Whose credentials these are is not known: sts:GetCallerIdentity answered without Account',
    );
  }
}
