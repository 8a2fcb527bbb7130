import { AwsCredentialsManager } from '@backstage/integration-aws-node';

type Provider = Awaited<
  ReturnType<AwsCredentialsManager['getCredentialProvider']>
>['sdkCredentialProvider'];
type Credentials = Awaited<ReturnType<Provider>>;

/** Credentials are renewed this long before they expire, in milliseconds. */
const EARLY_MS = 5 * 60_000;
/** Credentials that say nothing of their end are looked up again after this long, in milliseconds. */
const UNDATED_MS = 15 * 60_000;

interface Kept {
  credentials: Promise<Credentials>;
  /** Milliseconds of the epoch. */
  until: number;
}

/**
 * Credentials by account, asked for once until they expire. Every client of the SDK would otherwise assume
 * the account's role for itself: sixteen regions, sixteen times.
 */
export class CredentialCache {
  readonly #manager: AwsCredentialsManager;
  readonly #kept = new Map<string, Kept>();

  constructor(manager: AwsCredentialsManager) {
    this.#manager = manager;
  }

  /** A provider for clients of the SDK. Rejects with what the manager rejects with. */
  async providerOf(accountId: string): Promise<Provider> {
    const { sdkCredentialProvider } = await this.#manager.getCredentialProvider(
      { accountId },
    );
    return () => this.#get(accountId, sdkCredentialProvider);
  }

  #get(accountId: string, provider: Provider): Promise<Credentials> {
    const existing = this.#kept.get(accountId);
    if (existing && existing.until > Date.now()) return existing.credentials;
    const kept: Kept = {
      credentials: provider(),
      until: Date.now() + UNDATED_MS,
    };
    this.#kept.set(accountId, kept);
    kept.credentials.then(
      ({ expiration }) => {
        if (expiration) kept.until = expiration.getTime() - EARLY_MS;
      },
      () => this.#kept.delete(accountId),
    );
    return kept.credentials;
  }
}
