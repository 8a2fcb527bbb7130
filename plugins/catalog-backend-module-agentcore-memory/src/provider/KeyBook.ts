import { isDeepStrictEqual } from 'node:util';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_STALE_SINCE,
  entityToKeyFacts,
  KeyFacts,
  keyArnOf,
  keyEntityName,
  keyToEntity,
  keepUnansweredKey,
  resolveOwner,
} from 'backstage-plugin-agentcore-memory-common';
import {
  KeyReader,
  KeyReading,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import type { CatalogReader } from './CatalogReader';
import { scopeOf } from './entityFields';

type Tags = KeyFacts['tags'];

/** A key's entity as this run would write it. */
interface Written {
  entity: Entity;
  /** Whether it could be described. */
  readable: boolean;
  /** Whether it was read with the credentials of its own account, which alone are shown everything. */
  own: boolean;
  handedOver?: boolean;
}

/** A key as it is known after it was asked about again. */
export interface BookedKey {
  facts: KeyFacts;
  /** ISO 8601: since when AWS has not answered about it. */
  staleSince?: string;
}

/** The ref of the entity of a key; `undefined` where it is not known which key it is. */
export function keyRefOf(
  key: Pick<KeyFacts, 'arn' | 'metadata'>,
): string | undefined {
  const name = keyEntityName(key);
  return name && `resource:default/${name.toLocaleLowerCase('en-US')}`;
}

const UNREAD = { state: 'failed', reason: 'not read' } as const;

/** The ref of the key that a memory names; `undefined` for an alias, which has to be resolved first. */
export function namedKeyRef(keyArn: string): string | undefined {
  return keyRefOf({ arn: keyArn, metadata: UNREAD });
}

/**
 * The keys of one run: reads each once, fills in what AWS did not answer from the previous run, and knows
 * which are no longer in use.
 */
export class KeyBook {
  readonly #config: ProviderConfig;
  readonly #reader: KeyReader;
  readonly #catalog: Pick<CatalogReader, 'byRefs'>;
  readonly #now: string;
  readonly #previous = new Map<string, { facts?: KeyFacts; entity: Entity }>();
  readonly #recalled = new Map<string, Promise<void>>();
  readonly #tags = new Map<string, Tags>();
  readonly #entities = new Map<string, Written>();
  readonly #booked = new Map<KeyReading, { tags: Tags; key: BookedKey }>();

  constructor(options: {
    config: ProviderConfig;
    reader: KeyReader;
    catalog: Pick<CatalogReader, 'byRefs'>;
    /** ISO 8601. */
    now: string;
  }) {
    this.#config = options.config;
    this.#reader = options.reader;
    this.#catalog = options.catalog;
    this.#now = options.now;
  }

  /** Gets from the catalog what earlier runs knew of these keys. */
  async recall(refs: Iterable<string>): Promise<void> {
    if (!this.#config.kmsKeys) return;
    const all = [...new Set(refs)];
    const wanted = all.filter(ref => !this.#recalled.has(ref));
    if (wanted.length > 0) {
      const recalling = this.#recallFromCatalog(wanted);
      wanted.forEach(ref => this.#recalled.set(ref, recalling));
      // The next one asks again.
      recalling.catch(() => wanted.forEach(ref => this.#recalled.delete(ref)));
    }
    await Promise.all(new Set(all.map(ref => this.#recalled.get(ref))));
  }

  async #recallFromCatalog(refs: string[]): Promise<void> {
    for (const entity of await this.#catalog.byRefs(refs)) {
      this.#previous.set(stringifyEntityRef(entity), {
        entity,
        facts: entityToKeyFacts(entity),
      });
    }
  }

  /** Reads a key of a memory in this account, but for its tags. Never rejects, but for an abort. */
  read(keyArn: string, memoryAccountId: string): Promise<KeyReading> {
    return this.#reader.read(keyArn, memoryAccountId);
  }

  /** What was known of a key's tags, from this run or an earlier one. */
  tagsOf(reading: KeyReading): { thisRun?: Tags; previous?: Tags } {
    const arn = keyArnOf(reading) ?? '';
    const ref = keyRefOf(reading) ?? '';
    return {
      thisRun: this.#tags.get(arn),
      previous: this.#previous.get(ref)?.facts?.tags,
    };
  }

  /**
   * Notes down what was read of a key.
   *
   * @param hint - the ref of the key that the memory had: an alias that does not answer names no key
   */
  book(reading: KeyReading, tags: Tags, hint?: string): BookedKey {
    // Hundreds of memories may have the same key.
    const before = this.#booked.get(reading);
    if (before && (before.tags === tags || !reading.own)) return before.key;
    const key = this.#note(reading, tags, hint);
    if (keyRefOf(reading)) this.#booked.set(reading, { tags, key });
    return key;
  }

  #note(reading: KeyReading, tags: Tags, hint: string | undefined): BookedKey {
    const { place: _place, own, ...known } = reading;
    const answer: KeyFacts = { ...known, tags };
    const arn = keyArnOf(reading);
    if (arn && own) this.#tags.set(arn, tags);
    const ref = keyRefOf(answer) ?? hint ?? '';
    const previous = this.#previous.get(ref);
    const facts = keepUnansweredKey(
      previous?.facts && { ...previous.facts, arn: answer.arn },
      answer,
    );
    const unanswered = [
      answer.metadata,
      answer.rotation,
      answer.policy,
      answer.aliases,
      answer.tags,
    ].some(fact => fact.state === 'failed');
    const staleSince = unanswered
      ? previous?.entity.metadata.annotations?.[ANNOTATION_STALE_SINCE] ??
        this.#now
      : undefined;
    this.#keep(facts, own, staleSince);
    return { facts, staleSince };
  }

  /**
   * The entities of these keys, as far as they may be written now: a key that was known and cannot be read
   * from here may still be read from another account, so it waits for `unreadable`.
   */
  entities(refs: Iterable<string>): Entity[] {
    return [...refs].flatMap(ref => {
      const booked = this.#entities.get(ref);
      return booked &&
        !booked.handedOver &&
        this.#isOursToWrite(ref, booked) &&
        (booked.readable || !this.#previous.has(ref))
        ? [booked.entity]
        : [];
    });
  }

  /** These are committed: a key of many scopes is written once, unless more becomes known of it. */
  handedOver(entities: readonly Entity[]): void {
    for (const entity of entities) {
      const booked = this.#entities.get(stringifyEntityRef(entity));
      if (booked?.entity === entity) booked.handedOver = true;
    }
  }

  /**
   * A key of which several providers have memories is written by one of them, or its entity would change back
   * and forth: by the one that began, unless it sees less of the key than another one.
   */
  #isOursToWrite(ref: string, { own }: Written): boolean {
    const previous = this.#previous.get(ref);
    const writer = previous && scopeOf(previous.entity)?.providerId;
    if (writer === undefined || writer === this.#config.id) return true;
    return own && previous?.facts?.policy.state === 'denied';
  }

  /** At the end of a run: the entities of keys that could be read from nowhere. */
  unreadable(): Entity[] {
    return [...this.#entities]
      .filter(
        ([ref, booked]) => !booked.readable && this.#isOursToWrite(ref, booked),
      )
      .map(([, { entity }]) => entity);
  }

  #keep(facts: KeyFacts, own: boolean, staleSince: string | undefined) {
    if (!this.#config.kmsKeys) return;
    const entity = keyToEntity({
      providerId: this.#config.id,
      key: facts,
      ownerRef: this.#ownerOf(facts),
      staleSince,
    });
    if (!entity) return;
    // A foreign key may be readable from one account and not from another: the better answer is written,
    // whichever comes first, or the entity would change back and forth with every scan.
    const readable = facts.metadata.state === 'known';
    const ref = stringifyEntityRef(entity);
    const before = this.#entities.get(ref);
    if (before && isDeepStrictEqual(before.entity, entity)) return;
    if (readable || !before?.readable) {
      this.#entities.set(ref, { entity, readable, own });
    }
  }

  #ownerOf(facts: KeyFacts): string {
    const accountId =
      facts.metadata.state === 'known' ? facts.metadata.value.accountId : '';
    return resolveOwner(facts.tags, {
      ...this.#config.owners,
      accountOwner: this.#config.accounts.find(a => a.accountId === accountId)
        ?.owner,
    }).ownerRef;
  }
}
