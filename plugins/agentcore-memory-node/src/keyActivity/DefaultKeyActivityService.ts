import { GetKeyLastUsageCommand } from '@aws-sdk/client-kms';
import { InputError } from '@backstage/errors';
import {
  KeyActivity,
  KeyHistory,
  KeyLastUsage,
  parseKeyArn,
  partitionOf,
  UnknownActivity,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { currentPurpose } from '../aws/CallMeter';
import { toLastUsage } from '../aws/toFacts';
import { unlessAborted } from '../aws/unlessAborted';
import { CallOptions } from '../inventory/MemoryInventory';
import { ConfiguredPlaces } from '../places/ConfiguredPlaces';
import { Answer, AnswerCache } from './AnswerCache';
import { KeyActivityService } from './KeyActivityService';
import { readHistory } from './readHistory';
import { whyUnknown } from './whyUnknown';

const MINUTE_MS = 60_000;
/** What AWS tells is some minutes late anyway, and it lets nobody ask often. */
const KEEP_MS = 15 * MINUTE_MS;
const KEEP_FAILED_MS = MINUTE_MS;
/** Many keys may wait for the same quota. */
const TIMEOUT_MS = MINUTE_MS;

/** How patient a service is, and by which clock; tests bring their own. @public */
export interface KeyActivityOptions {
  /** Milliseconds of the epoch. Default: the system's clock. */
  now?: () => number;
  /** How long reading one half may take in all, in milliseconds. Default 60 000. */
  keyActivityTimeoutMs?: number;
}

/** Where a key is. Throws `InputError` for what is not a key's ARN. */
function placeOf(keyArn: string): AwsPlace {
  const parts = parseKeyArn(keyArn);
  if (
    !parts?.resource.startsWith('key/') ||
    parts.partition !== partitionOf(parts.region)
  ) {
    throw new InputError(
      '"keyArn" must be the ARN of a KMS key, not of an alias',
    );
  }
  return { accountId: parts.accountId, region: parts.region };
}

/** `KeyActivityService` over the AWS SDK. */
export class DefaultKeyActivityService implements KeyActivityService {
  readonly #clients: AwsClients;
  readonly #places: Pick<ConfiguredPlaces, 'checkReadable'>;
  readonly #now: () => number;
  readonly #timeoutMs: number;
  readonly #lastUsages: AnswerCache<KeyLastUsage>;
  readonly #histories: AnswerCache<KeyHistory>;

  constructor(
    clients: AwsClients,
    places: Pick<ConfiguredPlaces, 'checkReadable'>,
    options: KeyActivityOptions = {},
  ) {
    this.#clients = clients;
    this.#places = places;
    this.#now = options.now ?? Date.now;
    this.#timeoutMs = options.keyActivityTimeoutMs ?? TIMEOUT_MS;
    const shared = { now: this.#now, timeoutMs: this.#timeoutMs };
    this.#lastUsages = new AnswerCache<KeyLastUsage>({
      ...shared,
      read: (keyArn, signal) => this.#readLastUsage(keyArn, signal),
    });
    this.#histories = new AnswerCache<KeyHistory>({
      ...shared,
      read: (keyArn, signal) => this.#readHistory(keyArn, signal),
    });
  }

  async read(
    keyArn: string,
    { signal = currentPurpose().signal }: CallOptions = {},
  ): Promise<KeyActivity> {
    const place = placeOf(keyArn);
    signal?.throwIfAborted();
    await unlessAborted(this.#places.checkReadable(place), signal);
    const [lastUsage, history] = await Promise.all([
      this.#lastUsages.get(keyArn, signal),
      this.#histories.get(keyArn, signal),
    ]);
    return { keyArn, lastUsage, history };
  }

  #readLastUsage(
    keyArn: string,
    signal: AbortSignal,
  ): Promise<Answer<KeyLastUsage>> {
    const place = placeOf(keyArn);
    return this.#ask('kms:GetKeyLastUsage', place, signal, async () => {
      const kms = await this.#clients.kms(place, signal);
      return toLastUsage(
        await kms.send(new GetKeyLastUsageCommand({ KeyId: keyArn }), {
          abortSignal: signal,
        }),
      );
    });
  }

  #readHistory(
    keyArn: string,
    signal: AbortSignal,
  ): Promise<Answer<KeyHistory>> {
    const place = placeOf(keyArn);
    return this.#ask(
      'cloudtrail:LookupEvents',
      place,
      signal,
      async reasonOf => {
        const cloudTrail = await this.#clients.cloudTrail(place, signal);
        return readHistory(cloudTrail, {
          keyArn,
          askedAt: this.#now(),
          signal,
          reasonOf,
        });
      },
    );
  }

  /** Never rejects. */
  async #ask<T extends object>(
    action: string,
    place: AwsPlace,
    signal: AbortSignal,
    ask: (reasonOf: (error: unknown) => string) => Promise<T>,
  ): Promise<Answer<(T & { readAt: string }) | UnknownActivity>> {
    const readAt = new Date(this.#now()).toISOString();
    // A part of an answer failed too where a reason was asked for.
    let keepMs = KEEP_MS;
    const reasonOf = (error: unknown) => {
      keepMs = KEEP_FAILED_MS;
      return signal.aborted
        ? `AWS did not answer ${action} within ${this.#timeoutMs / 1000} s`
        : whyUnknown(action, place, error);
    };
    try {
      const answer = { ...(await ask(reasonOf)), readAt };
      return { answer, keepMs };
    } catch (error) {
      const reason = reasonOf(error);
      return { answer: { status: 'unknown', readAt, reason }, keepMs };
    }
  }
}
