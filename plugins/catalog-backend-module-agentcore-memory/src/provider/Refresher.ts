import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  ANNOTATION_SCOPE,
  entityToMemoryFacts,
  formatScope,
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
import { Committer, Reading } from './Committer';
import { arnOf, dependenciesOf, dependsOn, isStale } from './entityFields';
import { BookedKey, KeyBook, namedKeyRef } from './KeyBook';
import { keyArnNamedBy, recordMemory } from './recordMemory';
import { recordCalls, recordRemoved } from './metrics';
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

/**
 * How reading something again went:
 * - `settled`: what AWS says is committed;
 * - `unsettled`: AWS did not say, or is still about to change it;
 * - `overtaken`: somebody else committed it meanwhile, so it has to be read once more.
 */
export type RefreshOutcome = 'settled' | 'unsettled' | 'overtaken';

/** CREATING, UPDATING, DELETING. */
const CHANGING = /ING$/;

interface Attempt {
  /** ISO 8601. */
  now: string;
  reading: Reading;
  /** Whose memories are committed, for the reports. */
  scopes: Scope[];
  signal?: AbortSignal;
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

  /** Reads one memory and its key. Never rejects. */
  async refreshMemory(
    scope: Scope,
    arn: string,
    signal?: AbortSignal,
  ): Promise<RefreshOutcome> {
    return this.#metered(arn, signal, async attempt => {
      const { catalog, inventory, committer } = this.#options;
      const { reading } = attempt;
      const known = await catalog.memoriesOf(scope);
      const previous = known.find(entity => arnOf(entity) === arn);
      const answer = await inventory.findMemory(arn, { signal });
      if (!answer) {
        const { memoryId } = parseMemoryArn(arn)!;
        const name = memoryEntityName({ arn, memoryId }).toLowerCase();
        // Also where the catalog does not show it: what was committed a moment ago may not be shown yet.
        const ref = `resource:default/${name}`;
        const overtaken = await committer.commit(reading, [], [ref]);
        if (overtaken.length > 0) return 'overtaken';
        if (previous) {
          attempt.scopes.push(scope);
          recordRemoved(scope.providerId, 1);
        }
        return 'settled';
      }
      attempt.scopes.push(scope);
      const overtaken = await this.#record(attempt, scope, answer, previous);
      if (overtaken) return 'overtaken';
      return CHANGING.test(answer.status) ? 'unsettled' : 'settled';
    });
  }

  /** Reads one key, and judges all memories anew that are encrypted with it. Never rejects. */
  async refreshKey(arn: string, signal?: AbortSignal): Promise<RefreshOutcome> {
    return this.#metered(arn, signal, async attempt => {
      const ref = namedKeyRef(arn);
      const memories = ref ? await this.#memoriesUsing({ arn, ref }) : [];
      if (!ref || memories.length === 0) return 'settled';
      attempt.scopes.push(
        ...new Map(
          memories.map(({ scope }) => [formatScope(scope), scope]),
        ).values(),
      );
      const keys = this.#options.keyBook(signal);
      await keys.recall([ref]);
      const entities: Entity[] = [];
      let authoritative = true;
      for (const { entity, scope, memory } of memories) {
        const named = keyArnNamedBy(memory)!;
        const { key, own } = await this.#readKey(
          keys,
          named,
          scope,
          ref,
          signal,
        );
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
            now: attempt.now,
          }),
        );
      }
      const overtaken = await this.#options.committer.commit(
        attempt.reading,
        [
          ...entities,
          ...keys.entities([ref]),
          ...(authoritative ? keys.unreadable() : []),
        ],
        [],
      );
      return overtaken.length > 0 ? 'overtaken' : 'settled';
    });
  }

  async #memoriesUsing(key: { arn: string; ref: string }) {
    const { catalog, config } = this.#options;
    const found = await catalog.memoriesUsing(key);
    return found.flatMap(entity => {
      const scope = parseScope(
        entity.metadata.annotations?.[ANNOTATION_SCOPE] ?? '',
      );
      const memory = entityToMemoryFacts(entity);
      return scope?.providerId === config.id && memory && keyArnNamedBy(memory)
        ? [{ entity, scope, memory }]
        : [];
    });
  }

  /** Gives whether somebody else committed something of it meanwhile. */
  async #record(
    { reading, now, signal }: Attempt,
    scope: Scope,
    answer: MemoryFacts,
    previous: Entity | undefined,
  ): Promise<boolean> {
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
      ? (await this.#readKey(keys, named, scope, hint, signal)).key
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
    const overtaken = await this.#options.committer.commit(
      reading,
      [entity, ...keys.entities(dependenciesOf([entity]))],
      [],
    );
    return overtaken.length > 0;
  }

  async #readKey(
    keys: KeyBook,
    keyArn: string,
    scope: Scope,
    hint: string | undefined,
    signal: AbortSignal | undefined,
  ): Promise<{ key: BookedKey; own: boolean }> {
    const reading = await keys.read(keyArn, scope.accountId);
    const tags =
      keys.tagsOf(reading).thisRun ?? (await this.#tagsOfKey(reading, signal));
    return { key: keys.book(reading, tags, hint), own: reading.own };
  }

  async #tagsOfKey(
    { metadata, own, place }: Awaited<ReturnType<KeyBook['read']>>,
    signal: AbortSignal | undefined,
  ) {
    if (metadata.state !== 'known') return metadata;
    if (!own) {
      return {
        state: 'denied',
        reason: 'kms:ListResourceTags: key of another account',
      } as const;
    }
    const { arn } = metadata.value;
    const answers = await this.#options.inventory.readTags(place, [{ arn }], {
      signal,
    });
    return (
      answers.get(arn) ?? ({ state: 'failed', reason: 'not read' } as const)
    );
  }

  async #metered(
    what: string,
    signal: AbortSignal | undefined,
    work: (attempt: Attempt) => Promise<RefreshOutcome>,
  ): Promise<RefreshOutcome> {
    const { committer, logger, reporter } = this.#options;
    const startedAt = this.#options.now();
    const meter = new CallMeter();
    const reading = committer.begin();
    const scopes: Scope[] = [];
    const attempt = { now: startedAt, reading, scopes, signal };
    try {
      const outcome = await metered({ meter, signal }, () => work(attempt));
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
      if (scopes.length === 0) recordCalls(this.#options.config.id, meter);
      return outcome;
    } catch (error) {
      recordCalls(this.#options.config.id, meter);
      if (!signal?.aborted) {
        logger.warn(`${what} was not read again: ${toError(error).message}`);
      }
      return 'unsettled';
    } finally {
      reading.end();
    }
  }
}
