import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  ANNOTATION_FINDINGS,
  ANNOTATION_SCOPE,
  ANNOTATION_STALE_SINCE,
  entityToMemoryFacts,
  keepUnansweredMemory,
  MemoryFacts,
  memoryEntityName,
  parseMemoryArn,
  parseScope,
  RuleSettings,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import {
  CallMeter,
  MemoryInventory,
  metered,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import type { CatalogReader } from './CatalogReader';
import { Committer } from './Committer';
import { arnOf, dependenciesOf, dependsOn, isStale } from './entityFields';
import { BookedKey, KeyBook, namedKeyRef } from './KeyBook';
import { keyArnNamedBy, recordMemory } from './recordMemory';
import { Reporter } from './Reporter';

/** What a refresh works with. */
export interface RefresherOptions {
  config: ProviderConfig;
  rules: RuleSettings;
  inventory: MemoryInventory;
  catalog: Pick<CatalogReader, 'memoriesOf' | 'memoriesUsing'>;
  committer: Committer;
  keyBook: (signal?: AbortSignal) => KeyBook;
  reporter: Reporter;
  logger: LoggerService;
  now: () => string;
}

/** What AWS said, as an entity has it. */
function saying({ metadata, spec }: Entity): string {
  const annotations = metadata.annotations ?? {};
  return JSON.stringify([
    spec?.agentCoreMemory,
    spec?.dependsOn,
    annotations[ANNOTATION_FINDINGS],
    annotations[ANNOTATION_STALE_SINCE],
  ]);
}

/** Whether an entity says the same as the one before. */
function saysTheSame(before: Entity | undefined, after: Entity): boolean {
  return before !== undefined && saying(before) === saying(after);
}

/**
 * Reads single memories and keys again, outside of the scans. Only what AWS says is written, whoever asked
 * for it.
 */
export class Refresher {
  readonly #options: RefresherOptions;

  constructor(options: RefresherOptions) {
    this.#options = options;
  }

  /**
   * Reads one memory and its key. Never rejects. Gives whether anything had changed; if not, AWS may merely
   * not have got round to it yet.
   */
  async refreshMemory(
    scope: Scope,
    arn: string,
    signal?: AbortSignal,
  ): Promise<boolean> {
    return this.#metered([scope], arn, signal, async now => {
      const { catalog, inventory, committer } = this.#options;
      const known = await catalog.memoriesOf(scope);
      const previous = known.find(entity => arnOf(entity) === arn);
      const answer = await inventory.findMemory(arn, { signal });
      if (!answer) {
        const { memoryId } = parseMemoryArn(arn)!;
        const name = memoryEntityName({ arn, memoryId }).toLowerCase();
        await committer.commit([], [`resource:default/${name}`]);
        return previous !== undefined;
      }
      const entity = await this.#record(scope, answer, previous, now, signal);
      return !saysTheSame(previous, entity);
    });
  }

  /**
   * Reads one key, and judges all memories anew that are encrypted with it. Never rejects. Gives whether
   * anything had changed.
   */
  async refreshKey(arn: string, signal?: AbortSignal): Promise<boolean> {
    const ref = namedKeyRef(arn);
    const memories = ref ? await this.#memoriesUsing({ arn, ref }) : [];
    if (!ref || memories.length === 0) return true;
    const scopes = [
      ...new Map(
        memories.map(({ scope }) => [JSON.stringify(scope), scope]),
      ).values(),
    ];
    return this.#metered(scopes, arn, signal, async now => {
      const keys = this.#options.keyBook(signal);
      await keys.recall([ref]);
      const entities: Entity[] = [];
      let authoritative = true;
      for (const { entity, scope, memory } of memories) {
        const named = keyArnNamedBy(memory)!;
        const { key, own } = await this.#readKey(keys, named, scope, ref);
        authoritative &&= own;
        entities.push(
          recordMemory({
            ...this.#options,
            scope,
            memory,
            key,
            // Nobody asked about the memory itself, so what was open about it stays open.
            unanswered: isStale(entity),
            previous: entity,
            now,
          }),
        );
      }
      await this.#options.committer.commit(
        [
          ...entities,
          ...keys.entities([ref]),
          ...(authoritative ? keys.unreadable() : []),
        ],
        [],
      );
      return entities.some(
        (entity, i) => !saysTheSame(memories[i].entity, entity),
      );
    });
  }

  async #memoriesUsing(key: { arn: string; ref: string }) {
    const { catalog, config, logger } = this.#options;
    try {
      const found = await catalog.memoriesUsing(key);
      return found.flatMap(entity => {
        const scope = parseScope(
          entity.metadata.annotations?.[ANNOTATION_SCOPE] ?? '',
        );
        const memory = entityToMemoryFacts(entity);
        return scope?.providerId === config.id &&
          memory &&
          keyArnNamedBy(memory)
          ? [{ entity, scope, memory }]
          : [];
      });
    } catch (error) {
      logger.warn(`The memories of ${key.ref} are not known`, toError(error));
      return [];
    }
  }

  async #record(
    scope: Scope,
    answer: MemoryFacts,
    previous: Entity | undefined,
    now: string,
    signal?: AbortSignal,
  ): Promise<Entity> {
    const memory = keepUnansweredMemory(
      previous && entityToMemoryFacts(previous),
      answer,
    );
    const keys = this.#options.keyBook(signal);
    const named = keyArnNamedBy(memory);
    const [hint] = previous ? dependsOn(previous) : [];
    const ref = named && namedKeyRef(named);
    await keys.recall([ref, hint].filter(r => r !== undefined));
    const key = named
      ? (await this.#readKey(keys, named, scope, hint)).key
      : undefined;
    const entity = recordMemory({
      ...this.#options,
      scope,
      memory,
      key,
      unanswered: [answer.details, answer.tags].some(
        fact => fact.state === 'failed',
      ),
      previous,
      now,
    });
    await this.#options.committer.commit(
      [entity, ...keys.entities(dependenciesOf([entity]))],
      [],
    );
    return entity;
  }

  async #readKey(
    keys: KeyBook,
    keyArn: string,
    scope: Scope,
    hint: string | undefined,
  ): Promise<{ key: BookedKey; own: boolean }> {
    const reading = await keys.read(keyArn, scope.accountId);
    const { thisRun, previous } = keys.tagsOf(reading);
    const tags = thisRun ?? previous ?? (await this.#tagsOfKey(reading));
    return { key: keys.book(reading, tags, hint), own: reading.own };
  }

  async #tagsOfKey({
    metadata,
    own,
    place,
  }: Awaited<ReturnType<KeyBook['read']>>) {
    if (metadata.state !== 'known') return metadata;
    if (!own) {
      return {
        state: 'denied',
        reason: 'kms:ListResourceTags: key of another account',
      } as const;
    }
    const { arn } = metadata.value;
    const answers = await this.#options.inventory.readTags(place, [{ arn }]);
    return (
      answers.get(arn) ?? ({ state: 'failed', reason: 'not read' } as const)
    );
  }

  async #metered(
    scopes: Scope[],
    what: string,
    signal: AbortSignal | undefined,
    work: (now: string) => Promise<boolean>,
  ): Promise<boolean> {
    const { logger, reporter } = this.#options;
    const startedAt = this.#options.now();
    const meter = new CallMeter();
    try {
      const changed = await metered({ meter, signal }, () => work(startedAt));
      // The calls were made once, however many scopes they were made for.
      for (const [index, scope] of scopes.entries()) {
        await reporter.report(scope, {
          startedAt,
          outcome: 'refreshed',
          memories: 0,
          calls: index === 0 ? meter.calls : {},
          throttles: index === 0 ? meter.throttles : 0,
        });
      }
      return changed;
    } catch (error) {
      if (!signal?.aborted) {
        logger.warn(`${what} was not read again: ${toError(error).message}`);
      }
      return false;
    }
  }
}
