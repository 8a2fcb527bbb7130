import { AwsCredentialsManager } from '@backstage/integration-aws-node';
import {
  parseArn,
  partitionOf,
} from 'backstage-plugin-agentcore-memory-common';
import { AccountCheck, Identity } from './AccountCheck';
import { AwsPlace } from './AwsPlace';
import { currentPurpose, metered } from './CallMeter';
import { CredentialsError, toCredentialsError } from './CredentialsError';
import { homeRegionOf } from './homeRegion';
import { unlessAborted } from './unlessAborted';

/** Credentials are renewed this long before they expire, in milliseconds. */
const EARLY_MS = 5 * 60_000;
/** Credentials that say nothing of their end are looked up again after this long, in milliseconds. */
const UNDATED_MS = 15 * 60_000;
/** Attempts for one account that were given up and have not ended; with more than these, none is begun. */
const MAX_HANGING = 3;

/** What is known of an attempt while it goes on. */
interface Attempt {
  roleArn?: string;
}

class NoAnswerError extends CredentialsError {
  constructor({ roleArn }: Attempt, timeoutMs: number) {
    const within = `no answer within ${timeoutMs / 1000} s`;
    super(
      roleArn
        ? `sts:AssumeRole: ${within} for ${roleArn}`
        : `AWS credentials: ${within}`,
    );
  }
}

interface Kept {
  identity: Promise<Identity>;
  /** Milliseconds of the epoch. */
  until: number;
}

/** What the cache works with. */
export interface CredentialCacheOptions {
  manager: AwsCredentialsManager;
  check: AccountCheck;
  /** Of the SDK: for the calls that providers of credentials make themselves, so that those end as well. */
  requestHandler: object;
  /** How long is waited for credentials, in milliseconds; the other regions of an account do not wait again. */
  timeoutMs: number;
}

/**
 * Credentials by account, asked for once until they expire. Every client of the SDK would otherwise assume the
 * account's role for itself: sixteen regions, sixteen times.
 *
 * They are checked to be those of the account before anything is called with them, and nobody waits for them without
 * end. Rejects with `CredentialsError`s only, but for an abort.
 */
export class CredentialCache {
  readonly #options: CredentialCacheOptions;
  readonly #kept = new Map<string, Kept>();
  /** By account: attempts that were given up and have not ended. */
  readonly #hanging = new Map<string, number>();

  constructor(options: CredentialCacheOptions) {
    this.#options = options;
  }

  /** A provider for clients of the SDK. Each of those lets all of its calls wait for one answer. */
  providerOf(place: AwsPlace): () => Promise<Identity> {
    return () => this.#get(place);
  }

  /** Resolves when there are credentials of the place, or rejects. An abort ends this wait, and no other. */
  async ready(place: AwsPlace, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    await unlessAborted(this.#get(place), signal);
  }

  async #get(place: AwsPlace): Promise<Identity> {
    const existing = this.#kept.get(place.accountId);
    const isGood = existing !== undefined && existing.until > Date.now();
    // Others wait for the same attempt, which must not end because one of them is abandoned.
    const { meter } = currentPurpose();
    const { identity } = isGood
      ? existing
      : await metered({ meter }, async () => this.#begin(place));
    return identity;
  }

  #begin(place: AwsPlace): Kept {
    const { accountId } = place;
    const identity = this.#withinTime(place);
    const kept: Kept = { identity, until: Date.now() + UNDATED_MS };
    this.#kept.set(accountId, kept);
    identity.then(
      ({ expiration }) => {
        if (expiration) kept.until = expiration.getTime() - EARLY_MS;
      },
      error => {
        // The other regions of the account need not wait for the same silence, one after the other.
        if (error instanceof NoAnswerError) {
          kept.until = Date.now() + this.#options.timeoutMs;
        } else if (this.#kept.get(accountId) === kept) {
          this.#kept.delete(accountId);
        }
      },
    );
    return kept;
  }

  /** Gives an attempt up when its time is over. */
  async #withinTime(place: AwsPlace): Promise<Identity> {
    const { accountId } = place;
    const { timeoutMs } = this.#options;
    if (this.#hangingAt(accountId) >= MAX_HANGING) {
      throw new CredentialsError(
        `No AWS credentials for the account: ${MAX_HANGING} requests for them were never answered`,
      );
    }
    const abort = new AbortController();
    const attempt: Attempt = {};
    const obtaining = this.#obtain(place, attempt, abort.signal);
    let timer: NodeJS.Timeout | undefined;
    const timeout = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        this.#noteHanging(accountId, obtaining);
        reject(new NoAnswerError(attempt, timeoutMs));
        abort.abort();
      }, timeoutMs);
      timer.unref();
    });
    try {
      return await Promise.race([obtaining, timeout]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #obtain(
    { accountId, region }: AwsPlace,
    attempt: Attempt,
    signal: AbortSignal,
  ): Promise<Identity> {
    const { manager, check, requestHandler } = this.#options;
    try {
      const { sdkCredentialProvider, roleArn, stsRegion } =
        await manager.getCredentialProvider({ accountId });
      attempt.roleArn = roleArn;
      refuseOtherPartition(roleArn, region);
      const home = homeRegionOf(partitionOf(region));
      // Of the SDK's providers those that make calls take their handler from the client that they work for. The type
      // that Backstage shows does not say so.
      const provider = sdkCredentialProvider as (properties: {
        callerClientConfig: object;
      }) => Promise<Identity>;
      const identity = await provider({
        callerClientConfig: {
          requestHandler,
          region: async () => stsRegion ?? home,
        },
      });
      await check.check(accountId, identity, {
        roleArn,
        region: stsRegion ?? home,
        signal,
      });
      return identity;
    } catch (error) {
      throw toCredentialsError(error, attempt.roleArn);
    }
  }

  #hangingAt(accountId: string): number {
    return this.#hanging.get(accountId) ?? 0;
  }

  #noteHanging(accountId: string, attempt: Promise<unknown>): void {
    this.#hanging.set(accountId, this.#hangingAt(accountId) + 1);
    const ended = () => {
      const left = this.#hangingAt(accountId) - 1;
      if (left > 0) this.#hanging.set(accountId, left);
      else this.#hanging.delete(accountId);
    };
    attempt.then(ended, ended);
  }
}

/** STS of one partition knows nothing of the roles in another, and says so in words that do not help. */
function refuseOtherPartition(
  roleArn: string | undefined,
  region: string,
): void {
  const partition = roleArn && parseArn(roleArn)?.partition;
  if (!partition || partition === partitionOf(region)) return;
  throw new CredentialsError(
    `${roleArn} is a role of the partition ${partition}, and ${region} is in ${partitionOf(
      region,
    )}: set "partition" and "region" at "aws.accounts" or "aws.accountDefaults"`,
  );
}
