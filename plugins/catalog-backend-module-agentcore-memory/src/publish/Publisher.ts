import { createHash } from 'node:crypto';
import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import {
  ANNOTATION_CONTENT_HASH,
  formatScope,
  keyEntityRef,
  memoryEntityRef,
  parseKeyArn,
  RuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import { ProviderConfig } from 'backstage-plugin-agentcore-memory-node';
import { FactStore, Place } from '../store/FactStore';
import { FactTable, Handover, Outbox } from '../store/Outbox';
import {
  batches,
  IN_DOUBT,
  KEYS,
  MEMORIES,
  StoredKey,
  StoredMemory,
  toStoredKey,
  toStoredMemory,
} from '../store/rows';
import { assessedWith } from './assessedWith';
import { boundTransformer } from './boundTransformer';
import { prepareEntities } from './prepareEntities';
import { toKeyEntity, toMemoryEntity } from './toEntities';
import { EntitySource } from './transformEntity';
import { Transformers } from './transformers';

/** The catalog refuses entities that were written with another location key. */
const LOCATION_KEY = 'agentcore-memory';

/**
 * Entities in one transaction of the catalog. It inserts as many with one statement; where another process has inserted
 * one of them, it goes back to the others of that statement, no longer in their order, if there are more.
 */
const ENTITIES_AT_ONCE = 50;

/** Finds the provider config that an entity is made with. */
export interface ConfigLookup {
  byId(id: string): { config: ProviderConfig } | undefined;
  covering(place: Place): { config: ProviderConfig } | undefined;
}

/** What a publisher works with. */
export interface PublisherOptions {
  store: FactStore;
  outbox: Outbox;
  sources: ConfigLookup;
  rules: RuleSettings;
  /** Hash of all settings that entities are made with. */
  settings: string;
  transformers: Transformers;
  logger: LoggerService;
  clock: () => Date;
}

/** How many memories of each scope, as text, were handed over or taken out. */
export type ChangesByScope = Map<string, number>;

/** A row on its way into the catalog. */
interface Draft {
  row: { arn: string; revision: number };
  ref: string;
  publishedHash: string | null;
  /** Left out: the catalog is to have none. */
  source?: EntitySource;
  /** The scope of a memory, as text. */
  scope?: string;
}

/** NUL and lone surrogates, escaped as JSON does it: PostgreSQL refuses them, with all that is handed over beside. */
const UNSTORABLE =
  /(?<!\\)((?:\\\\)*)\\u(?:0000|d[89ab][0-9a-f]{2}|d[c-f][0-9a-f]{2})/gi;

/** An entity as it is handed over: it holds its own hash, by which the catalog tells which version it shows. */
function seal(entity: Entity): { entity: Entity; hash: string } {
  const original = JSON.stringify(entity);
  const json = original.replace(UNSTORABLE, '$1\\ufffd');
  const storable: Entity = json === original ? entity : JSON.parse(json);
  const hash = createHash('sha256').update(json).digest('hex').slice(0, 32);
  const { metadata } = storable;
  const annotations = {
    ...metadata.annotations,
    [ANNOTATION_CONTENT_HASH]: hash,
  };
  return {
    entity: { ...storable, metadata: { ...metadata, annotations } },
    hash,
  };
}

/**
 * Turns stored facts into entities and hands them to the catalog: the only writer of our entities. An entity
 * that is as it was handed over before is not handed over again.
 */
export class Publisher {
  readonly #options: PublisherOptions;
  readonly #assessedWith: string;
  #connection?: EntityProviderConnection;

  constructor(options: PublisherOptions) {
    const { memory, key } = options.transformers;
    this.#options = {
      ...options,
      transformers: {
        memory: memory && boundTransformer(memory),
        key: key && boundTransformer(key),
      },
    };
    this.#assessedWith = assessedWith(options.rules);
  }

  /** To be called before anything is published. */
  connect(connection: EntityProviderConnection): void {
    this.#connection = connection;
  }

  /**
   * Publishes the rows with these ARNs that are marked, or all that are. Publishes nothing while processes with
   * newer settings do: those find the marks.
   */
  async publish(arns?: readonly string[]): Promise<ChangesByScope> {
    const { outbox } = this.#options;
    const changes: ChangesByScope = new Map();
    const day = this.#today();
    if (arns?.length === 0 || !(await this.#isCurrent(day))) return changes;
    for await (const rows of outbox.marked(KEYS, arns)) {
      // Other settings, or another day, may have come while the pass went on: those marks are not for it.
      if (!(await this.#isCurrent(day))) return changes;
      const keys = rows.map(toStoredKey);
      const sources = await this.#keySources(keys);
      await this.#handOver(
        KEYS,
        rows.map((row, index) => ({
          row,
          ref: parseKeyArn(row.arn) ? keyEntityRef(row.arn) : '',
          publishedHash: row.published_hash,
          source: sources[index],
        })),
      );
    }
    for await (const rows of outbox.marked(MEMORIES, arns)) {
      if (!(await this.#isCurrent(day))) return changes;
      const memories = rows.map(toStoredMemory);
      const drafts = await this.#memoryDrafts(memories, day);
      const handedOver = await this.#handOver(
        MEMORIES,
        drafts.map(draft => ({
          ...draft,
          publishedHash: rows.find(({ arn }) => arn === draft.row.arn)!
            .published_hash,
        })),
      );
      for (const { scope } of handedOver) count(changes, scope);
    }
    return changes;
  }

  /** Whether no process with newer settings is there: what those configure must not be removed by this one. */
  async isCurrent(): Promise<boolean> {
    return this.#isCurrent(this.#today());
  }

  #today(): string {
    return this.#options.clock().toISOString().slice(0, 10);
  }

  async #isCurrent(day: string): Promise<boolean> {
    const { outbox, settings } = this.#options;
    if (!(await outbox.claim({ settings, day }))) return false;
    // A pass may take longer than a process is waited for.
    await outbox.seen({ settings });
    return true;
  }

  /** Takes entities out of the catalog. */
  async remove(refs: readonly string[]): Promise<void> {
    if (refs.length === 0) return;
    await this.#connected().applyMutation({
      type: 'delta',
      added: [],
      removed: refs.map(entityRef => ({
        entityRef,
        locationKey: LOCATION_KEY,
      })),
    });
  }

  #connected(): EntityProviderConnection {
    if (!this.#connection) throw new Error('The provider is not connected');
    return this.#connection;
  }

  async #memoryDrafts(memories: StoredMemory[], today: string) {
    const { store, sources, rules } = this.#options;
    const settings = { rules, today, assessedWith: this.#assessedWith };
    const keys = await store.keys([
      ...new Set(memories.flatMap(({ keyArn }) => keyArn ?? [])),
    ]);
    return memories.flatMap(memory => {
      const { config } =
        sources.byId(memory.providerId) ?? sources.covering(memory) ?? {};
      // No longer configured: the end of a run removes it.
      if (!config) return [];
      const { accountId, region } = memory;
      return {
        row: memory,
        ref: memoryEntityRef(memory.facts),
        scope: formatScope({ providerId: config.id, accountId, region }),
        source: {
          memory: memory.facts,
          entity: toMemoryEntity(
            memory,
            memory.keyArn ? keys.get(memory.keyArn) : undefined,
            config,
            settings,
          ),
        },
      };
    });
  }

  /** A key is an entity where a memory uses it whose provider config wants keys. */
  async #keySources(keys: StoredKey[]): Promise<(EntitySource | undefined)[]> {
    const { store, sources } = this.#options;
    const users = await store.providersUsing(keys.map(({ arn }) => arn));
    return keys.map(key => {
      const configs = (users.get(key.arn) ?? [])
        .flatMap(id => sources.byId(id)?.config ?? [])
        .filter(({ kmsKeys }) => kmsKeys);
      if (configs.length === 0) return undefined;
      // The same whichever of them scans: the config of the key's own place, else the first by name.
      const place = parseKeyArn(key.arn);
      const own = place && sources.covering(place)?.config;
      const entity = toKeyEntity(
        key,
        own && configs.includes(own) ? own : configs[0],
      );
      return entity && { entity, key: key.facts };
    });
  }

  /** Hands over what differs from what was handed over last, and gives those. */
  async #handOver(table: FactTable, drafts: Draft[]): Promise<Draft[]> {
    const { outbox, transformers, logger } = this.#options;
    const prepared = await prepareEntities(
      drafts.flatMap(({ source }) => source ?? []),
      transformers,
      logger,
    );
    const byRef = new Map(
      prepared.map(entity => [stringifyEntityRef(entity), seal(entity)]),
    );
    const changed: (Handover & { draft: Draft })[] = [];
    const unchanged: Handover[] = [];
    for (const draft of drafts) {
      const { arn, revision } = draft.row;
      const { publishedHash } = draft;
      const hash = byRef.get(draft.ref)?.hash;
      const handover = { arn, revision, publishedHash, hash };
      if ((hash ?? null) === publishedHash) unchanged.push(handover);
      else changed.push({ ...handover, publishedHash: IN_DOUBT, draft });
    }
    // In one order, so that two that hand over the same entities do not wait for each other's rows.
    changed.sort((a, b) => (a.draft.ref < b.draft.ref ? -1 : 1));
    for (const part of batches(changed, ENTITIES_AT_ONCE)) {
      await outbox.handingOver(
        table,
        part.map(({ arn }) => arn),
      );
      await this.#connected().applyMutation({
        type: 'delta',
        added: part.flatMap(({ draft }) => {
          const entity = byRef.get(draft.ref)?.entity;
          return entity ? { entity, locationKey: LOCATION_KEY } : [];
        }),
        removed: part
          .filter(({ hash }) => hash === undefined)
          .map(({ draft: { ref } }) => ({
            entityRef: ref,
            locationKey: LOCATION_KEY,
          })),
      });
      await outbox.handedOver(table, part);
    }
    await outbox.unchanged(table, unchanged);
    return changed.map(({ draft }) => draft);
  }
}

function count(changes: ChangesByScope, scope: string | undefined): void {
  if (scope) changes.set(scope, (changes.get(scope) ?? 0) + 1);
}
