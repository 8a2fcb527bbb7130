import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import {
  ANNOTATION_STALE_SINCE,
  entityToKeyFacts,
  KeyFacts,
  keyArnOf,
  keyToEntity,
  keepUnansweredKey,
  resolveOwner,
} from 'backstage-plugin-agentcore-memory-common';
import {
  KeyReader,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';

/** A key as it is known after it was asked about again. */
export interface BookedKey {
  facts: KeyFacts;
  /** ISO 8601: since when AWS has not answered about it. */
  staleSince?: string;
}

/**
 * The keys of one run: reads each once, fills in what AWS did not answer from the previous run, and knows
 * which are no longer in use.
 */
export class KeyBook {
  readonly #config: ProviderConfig;
  readonly #reader: KeyReader;
  readonly #now: string;
  readonly #previous = new Map<string, { facts: KeyFacts; entity: Entity }>();
  readonly #entities = new Map<string, { entity: Entity; readable: boolean }>();

  constructor(
    config: ProviderConfig,
    reader: KeyReader,
    previous: Entity[],
    now: string,
  ) {
    this.#config = config;
    this.#reader = reader;
    this.#now = now;
    for (const entity of previous) {
      const facts = entityToKeyFacts(entity);
      if (facts) this.#previous.set(facts.arn, { facts, entity });
    }
  }

  /** Reads a key of a memory in this account. Never rejects, but for an abort. */
  async read(keyArn: string, memoryAccountId: string): Promise<BookedKey> {
    const answer = await this.#reader.read(keyArn, memoryAccountId);
    const previous = this.#previous.get(keyArnOf(answer) ?? '');
    const facts = keepUnansweredKey(
      previous && { ...previous.facts, arn: answer.arn },
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
    this.#book({ facts, staleSince });
    return { facts, staleSince };
  }

  /**
   * The entities of these keys, as far as they may be written now: a key that was known and cannot be read
   * from here may still be read from another account, so it waits for `unreadable`.
   */
  entities(refs: Iterable<string>): Entity[] {
    const known = new Set(this.#previousRefs());
    return [...refs].flatMap(ref => {
      const booked = this.#entities.get(ref);
      return booked && (booked.readable || !known.has(ref))
        ? [booked.entity]
        : [];
    });
  }

  /** At the end of a run: the entities of keys that could be read from nowhere. */
  unreadable(): Entity[] {
    return [...this.#entities.values()]
      .filter(({ readable }) => !readable)
      .map(({ entity }) => entity);
  }

  /** The refs of keys that earlier runs knew and nothing depends on any more. */
  unused(inUse: ReadonlySet<string>): string[] {
    return this.#previousRefs().filter(ref => !inUse.has(ref));
  }

  #previousRefs(): string[] {
    return [...this.#previous.values()].map(({ entity }) =>
      stringifyEntityRef(entity),
    );
  }

  #book({ facts, staleSince }: BookedKey) {
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
    if (readable || !this.#entities.get(ref)?.readable) {
      this.#entities.set(ref, { entity, readable });
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
