import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  entityToMemoryFacts,
  formatScope,
  keepUnansweredMemory,
  MemoryFacts,
  parseMemoryArn,
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
import {
  dependenciesOf,
  dependsOn,
  isStale,
  memoryRefOf,
  scopeOf,
} from './entityFields';
import { BookedKey, KeyBook, namedKeyRef } from './KeyBook';
import { keyArnNamedBy, recordMemory } from './recordMemory';
import { recordCalls, recordRemoved } from './metrics';
import { Reporter } from './Reporter';

/** What a refresh works with. */
export interface RefresherOptions {
  config: ProviderConfig;
  rules: RuleSettings;
  inventory: MemoryInventory;
  catalog: Pick<CatalogReader, 'memoriesUsing' | 'byRefs'>;
  committer: Committer;
  keyBook: (signal?: AbortSignal) => KeyBook;
  reporter: Reporter;
  /** Memories that are to be read by themselves: the catalog may not show yet what was committed a moment ago. */
  onFresh: (scope: Scope, arns: string[]) => void;
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
      const ref = memoryRefOf({ arn, memoryId: parseMemoryArn(arn)!.memoryId });
      // By name, not by scope: it may have come with another provider.
      const [previous] = await catalog.byRefs([ref]);
      // Anybody may make up an ARN: what nobody knows of is no matter for the catalog.
      const isKnown = previous !== undefined || committer.isFresh(ref);
      const answer = await inventory
        .findMemory(arn, { signal })
        .catch(error => {
          if (isKnown) throw error;
          this.#options.logger.debug(
            `${arn} was not read: ${toError(error).message}`,
          );
          return undefined;
        });
      if (!answer) {
        if (!isKnown) return 'settled';
        const overtaken = await committer.commit(reading, {
          removedRefs: [ref],
        });
        if (overtaken.length > 0) return 'overtaken';
        attempt.scopes.push(scope);
        recordRemoved(scope.providerId, 1);
        return 'settled';
      }
      const unanswered = [answer.details, answer.tags].some(
        fact => fact.state === 'failed',
      );
      // What was known would be taken from the catalog, which may not show it yet.
      if (unanswered && committer.isFresh(ref)) return 'unsettled';
      attempt.scopes.push(scope);
      const overtaken = await this.#record(attempt, scope, answer, previous);
      if (overtaken) return 'overtaken';
      return unanswered || CHANGING.test(answer.status)
        ? 'unsettled'
        : 'settled';
    });
  }

  /** Reads one key, and judges all memories anew that are encrypted with it. Never rejects. */
  async refreshKey(arn: string, signal?: AbortSignal): Promise<RefreshOutcome> {
    return this.#metered(arn, signal, async attempt => {
      const ref = namedKeyRef(arn);
      const memories = ref ? await this.#memoriesUsing({ arn, ref }) : [];
      if (!ref || memories.length === 0) return 'settled';
      const digested = this.#digested(memories);
      attempt.scopes.push(
        ...new Map(
          memories.map(({ scope }) => [formatScope(scope), scope]),
        ).values(),
      );
      const keys = this.#options.keyBook(signal);
      await keys.recall([ref]);
      const entities: Entity[] = [];
      let authoritative = true;
      for (const used of memories) {
        const { entity, scope, memory } = used;
        const named = keyArnNamedBy(memory)!;
        const { key, own } = await this.#readKey(
          keys,
          named,
          scope,
          ref,
          signal,
        );
        authoritative &&= own;
        if (!digested.has(used)) continue;
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
      const overtaken = await this.#options.committer.commit(attempt.reading, {
        entities: [
          ...entities,
          ...keys.entities([ref]),
          ...(authoritative ? keys.unreadable() : []),
        ],
        before: memories.map(({ entity }) => entity),
      });
      return overtaken.length > 0 ? 'overtaken' : 'settled';
    });
  }

  /**
   * Those of which the catalog shows what was committed last. The others are read by themselves: what the
   * catalog shows of them would be written back as it was.
   */
  #digested<T extends { entity: Entity; scope: Scope; memory: MemoryFacts }>(
    found: T[],
  ): Set<T> {
    const fresh = found.filter(({ entity }) =>
      this.#options.committer.isFresh(stringifyEntityRef(entity)),
    );
    const byScope = new Map<string, T[]>();
    for (const memory of fresh) {
      const id = formatScope(memory.scope);
      byScope.set(id, [...(byScope.get(id) ?? []), memory]);
    }
    for (const memories of byScope.values()) {
      this.#options.onFresh(
        memories[0].scope,
        memories.map(({ memory }) => memory.arn),
      );
    }
    return new Set(found.filter(memory => !fresh.includes(memory)));
  }

  async #memoriesUsing(key: { arn: string; ref: string }) {
    const { catalog, config } = this.#options;
    const found = await catalog.memoriesUsing(key);
    return found.flatMap(entity => {
      const scope = scopeOf(entity);
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
    const overtaken = await this.#options.committer.commit(reading, {
      entities: [entity, ...keys.entities(dependenciesOf([entity]))],
      before: previous && [previous],
    });
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
