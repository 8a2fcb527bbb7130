import {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  ListAliasesCommand,
  ListKeysCommand,
} from '@aws-sdk/client-kms';
import {
  ABSENT,
  KeyMetadata,
  KeyRotation,
  kmsKeyArnOf,
  Observed,
  parseKeyArn,
  partitionOf,
  rotationDoesNotApply,
} from 'backstage-plugin-agentcore-memory-common';
import { AwsClients } from '../aws/AwsClients';
import { AwsPlace } from '../aws/AwsPlace';
import { observe } from '../aws/observe';
import { allPages } from '../aws/pages';
import { toKeyMetadata, toKeyPolicy, toKeyRotation } from '../aws/toFacts';
import { ConfiguredPlaces } from '../places/ConfiguredPlaces';
import {
  KeyListing,
  KeyReader,
  KeyReaderOptions,
  KeyReading,
} from './MemoryInventory';
import { UnreadablePlaceError } from './UnreadablePlaceError';

const ALIASES_PER_PAGE = 100;
const KEYS_PER_PAGE = 1000;

type AliasesByKey = Map<string, string[]>;

/** `KeyReader` over the AWS SDK. */
export class DefaultKeyReader implements KeyReader {
  readonly #clients: AwsClients;
  readonly #places: Pick<ConfiguredPlaces, 'knowsAccount'>;
  readonly #options: KeyReaderOptions;
  readonly #keys = new Map<string, Promise<KeyReading>>();
  readonly #aliases = new Map<string, Promise<Observed<AliasesByKey>>>();

  constructor(
    clients: AwsClients,
    places: Pick<ConfiguredPlaces, 'knowsAccount'>,
    options: KeyReaderOptions,
  ) {
    this.#clients = clients;
    this.#places = places;
    this.#options = options;
  }

  #now(): string {
    return (this.#options.now?.() ?? new Date()).toISOString();
  }

  async read(keyArn: string, memoryAccountId: string): Promise<KeyReading> {
    const key = parseKeyArn(keyArn);
    if (!key) {
      const fact = { state: 'failed', reason: 'not the ARN of a key' } as const;
      const place = { accountId: memoryAccountId, region: '' };
      return unreadKey(keyArn, fact, {
        place,
        own: false,
        askedAt: this.#now(),
      });
    }
    const own =
      key.accountId === memoryAccountId ||
      this.#places.knowsAccount(key.accountId);
    const place = {
      accountId: own ? key.accountId : memoryAccountId,
      region: key.region,
    };
    // The same foreign key may be readable from one account and not from another.
    return once(this.#keys, `${place.accountId} ${keyArn}`, () =>
      this.#read(keyArn, place, place.accountId === key.accountId),
    );
  }

  async list(place: AwsPlace): Promise<KeyListing> {
    const [keys, aliases] = await Promise.all([
      this.#listKeys(place),
      this.#aliasesIn(place),
    ]);
    const names =
      aliases.state === 'known' ? aliases.value : new Map<string, string[]>();
    const arnOf = (keyId: string) =>
      kmsKeyArnOf({ ...place, partition: partitionOf(place.region), keyId });
    const named = [...names]
      .sort(([, a], [, b]) => (a[0] < b[0] ? -1 : 1))
      .map(([keyId]) => arnOf(keyId));
    if (keys.state === 'known') {
      return {
        keyArns: [...new Set([...named, ...keys.value])],
        ...(aliases.state !== 'known' && {
          incomplete: `Aliases are not known (${reasonOf(aliases)})`,
        }),
      };
    }
    if (aliases.state !== 'known') {
      throw new UnreadablePlaceError(reasonOf(keys));
    }
    return {
      keyArns: named,
      incomplete: `Keys without an alias are not listed (${reasonOf(keys)})`,
    };
  }

  async #listKeys(place: AwsPlace): Promise<Observed<string[]>> {
    const { signal } = this.#options;
    return observe(
      'kms:ListKeys',
      async () => {
        const { kms } = await this.#clients.keysOf(place, signal);
        const { items } = await allPages(async token => {
          const page = await kms.send(
            new ListKeysCommand({ Limit: KEYS_PER_PAGE, Marker: token }),
            { abortSignal: signal },
          );
          return {
            items: page.Keys,
            next: page.Truncated ? page.NextMarker : undefined,
          };
        });
        return items.flatMap(({ KeyArn }) => KeyArn ?? []).sort();
      },
      signal,
    );
  }

  async #read(arn: string, place: AwsPlace, own: boolean): Promise<KeyReading> {
    const origin = { place, own, askedAt: this.#now() };
    const metadata = await this.#describe(arn, place);
    if (metadata.state !== 'known') {
      return unreadKey(arn, metadata, origin);
    }
    const [rotation, policy, aliases] = await Promise.all([
      this.#rotation(metadata.value, place),
      own
        ? this.#policyOf(metadata.value, place)
        : notToOthers('kms:GetKeyPolicy'),
      own
        ? this.#aliasesOf(metadata.value.keyId, place)
        : notToOthers('kms:ListAliases'),
    ]);
    return { ...origin, arn, metadata, rotation, policy, aliases };
  }

  async #policyOf(
    key: KeyMetadata,
    place: AwsPlace,
  ): Promise<Observed<string>> {
    // No rule asks about the policy of a key that AWS manages: it cannot be changed.
    if (key.manager === 'AWS') return ABSENT;
    const { signal } = this.#options;
    return observe(
      'kms:GetKeyPolicy',
      async () => {
        const kms = await this.#clients.kms(place, signal);
        const answer = await kms.send(
          new GetKeyPolicyCommand({ KeyId: key.arn, PolicyName: 'default' }),
          { abortSignal: signal },
        );
        return toKeyPolicy(answer);
      },
      signal,
    );
  }

  #describe(arn: string, place: AwsPlace): Promise<Observed<KeyMetadata>> {
    const { signal } = this.#options;
    return observe(
      'kms:DescribeKey',
      async () => {
        const kms = await this.#clients.kms(place, signal);
        const answer = await kms.send(new DescribeKeyCommand({ KeyId: arn }), {
          abortSignal: signal,
        });
        return toKeyMetadata(answer.KeyMetadata);
      },
      signal,
    );
  }

  async #rotation(
    key: KeyMetadata,
    place: AwsPlace,
  ): Promise<Observed<KeyRotation>> {
    // Asking would be answered by an error, or by "off" for a key that is about to be deleted.
    if (rotationDoesNotApply(key)) return ABSENT;
    const { signal } = this.#options;
    return observe(
      'kms:GetKeyRotationStatus',
      async () => {
        const kms = await this.#clients.kms(place, signal);
        return toKeyRotation(
          await kms.send(new GetKeyRotationStatusCommand({ KeyId: key.arn }), {
            abortSignal: signal,
          }),
        );
      },
      signal,
    );
  }

  async #aliasesOf(
    keyId: string,
    place: AwsPlace,
  ): Promise<Observed<string[]>> {
    const all = await this.#aliasesIn(place);
    return all.state === 'known'
      ? { state: 'known', value: all.value.get(keyId) ?? [] }
      : all;
  }

  #aliasesIn(place: AwsPlace): Promise<Observed<AliasesByKey>> {
    return once(this.#aliases, `${place.accountId}/${place.region}`, () =>
      this.#listAliases(place),
    );
  }

  #listAliases(place: AwsPlace): Promise<Observed<AliasesByKey>> {
    const { signal } = this.#options;
    return observe(
      'kms:ListAliases',
      async () => {
        const kms = await this.#clients.kms(place, signal);
        const { items: aliases } = await allPages(async token => {
          const page = await kms.send(
            new ListAliasesCommand({ Limit: ALIASES_PER_PAGE, Marker: token }),
            { abortSignal: signal },
          );
          return {
            items: page.Aliases,
            next: page.Truncated ? page.NextMarker : undefined,
          };
        });
        const byKey: AliasesByKey = new Map();
        for (const { AliasName, TargetKeyId } of aliases) {
          if (!AliasName || !TargetKeyId) continue;
          byKey.set(
            TargetKeyId,
            [...(byKey.get(TargetKeyId) ?? []), AliasName].sort(),
          );
        }
        return byKey;
      },
      signal,
    );
  }
}

function unreadKey(
  arn: string,
  why: Exclude<Observed<never>, { state: 'known' }>,
  origin: Pick<KeyReading, 'place' | 'own' | 'askedAt'>,
): KeyReading {
  return {
    ...origin,
    arn,
    metadata: why,
    rotation: why,
    policy: why,
    aliases: why,
  };
}

function reasonOf(fact: Exclude<Observed<never>, { state: 'known' }>): string {
  return fact.state === 'absent' ? 'AWS left them out' : fact.reason;
}

/** Policy and aliases are shown to the key's own account only. */
function notToOthers(operation: string) {
  return {
    state: 'denied',
    reason: `${operation}: key of another account`,
  } as const;
}

function once<T>(
  kept: Map<string, Promise<T>>,
  id: string,
  start: () => Promise<T>,
): Promise<T> {
  const existing = kept.get(id);
  if (existing) return existing;
  const started = start();
  kept.set(id, started);
  return started;
}
