import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  formatScope,
  MEMORY_TYPE,
  memoryEntityName,
  parseMemoryArn,
  readMemoryChanged,
  RuleSettings,
  RunFinished,
  ScanReport,
  Scope,
  TOPIC_MEMORY_CHANGED,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryInventory,
  ProviderConfig,
  scopesOf,
} from 'backstage-plugin-agentcore-memory-node';
import limiterFactory from 'p-limit';
import { CatalogReader } from './CatalogReader';
import { KeyBook } from './KeyBook';
import { arnOf, readScope } from './readScope';
import { recordMemory } from './recordMemory';
import { validEntities } from './validEntities';

/** Scopes read at the same time. */
const SCOPES_AT_ONCE = 4;

/** What a provider works with. */
export interface ProviderDeps {
  config: ProviderConfig;
  rules: RuleSettings;
  inventory: MemoryInventory;
  catalog: Pick<CatalogReader, 'memoriesOf' | 'keysOf' | 'scopesOf'>;
  events: EventsService;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
  clock?: () => Date;
}

/** What a scan of one scope leaves for the end of the run. */
interface ScopeResult {
  complete: boolean;
  /** Refs of the keys that the scope's memories depend on; `undefined`: not known. */
  keysInUse?: string[];
}

/**
 * Ingests the memories of one provider config.
 *
 * One run, scope by scope, each committed by itself as a delta:
 * 1. what the catalog holds of the scope,
 * 2. the whole listing, or nothing: a scope that cannot be listed keeps its entities,
 * 3. each memory and each distinct key,
 * 4. changed entities are written, memories that the complete listing no longer shows are removed.
 *
 * At the end scopes that are no longer configured, and keys that nothing depends on, are removed.
 */
export class AgentCoreMemoryEntityProvider implements EntityProvider {
  readonly #deps: ProviderDeps;
  readonly #logger: LoggerService;
  #connection?: EntityProviderConnection;

  constructor(deps: ProviderDeps) {
    this.#deps = deps;
    this.#logger = deps.logger.child({ provider: this.getProviderName() });
  }

  getProviderName(): string {
    return `agentcore-memory-${this.#deps.config.id}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
    const id = this.getProviderName();
    await this.#deps.events.subscribe({
      id,
      topics: [TOPIC_MEMORY_CHANGED],
      onEvent: event => this.#onMemoryChanged(event),
    });
    await this.#deps.taskRunner.run({
      id: `${id}:refresh`,
      fn: signal => this.scan(signal),
    });
  }

  /**
   * Scans every scope. Rejects at the end with a `ServiceUnavailableError` if any could not be read, so that
   * the scheduler shows it; the others are committed all the same.
   */
  async scan(signal?: AbortSignal): Promise<void> {
    const { config, catalog } = this.#deps;
    const startedAt = this.#now();
    const scopes = scopesOf(config);
    this.#logger.info(`Scanning ${scopes.length} scopes`);
    const keys = this.#keyBook(await catalog.keysOf(config.id), signal);
    const limit = limiterFactory(SCOPES_AT_ONCE);
    const results = await Promise.all(
      scopes.map(scope => limit(() => this.#scanScope(scope, keys, signal))),
    );
    await this.#removeUnconfigured(scopes);
    await this.#settleKeys(keys, results);
    await this.#publish(TOPIC_RUN_FINISHED, {
      providerId: config.id,
      startedAt,
    } satisfies RunFinished);
    const failed = results.filter(result => !result.complete).length;
    this.#logger.info(`Scanned ${scopes.length} scopes, ${failed} failed`);
    if (failed > 0) {
      throw new ServiceUnavailableError(
        `${failed} of ${scopes.length} scopes could not be read; their entities are kept`,
      );
    }
  }

  async #scanScope(
    scope: Scope,
    keys: KeyBook,
    signal?: AbortSignal,
  ): Promise<ScopeResult> {
    signal?.throwIfAborted();
    const startedAt = this.#now();
    let known: Entity[] | undefined;
    try {
      // First the catalog, then the listing: whatever the catalog shows must have existed when AWS is asked.
      known = await this.#deps.catalog.memoriesOf(scope);
      const { config, inventory, rules } = this.#deps;
      const { memories, goneRefs } = await readScope({
        config,
        rules,
        scope,
        inventory,
        keys,
        known,
        now: startedAt,
        signal,
      });
      const keysInUse = dependenciesOf(memories);
      await this.#commit([...memories, ...keys.entities(keysInUse)], goneRefs);
      await this.#report(scope, {
        startedAt,
        outcome: 'complete',
        memories: memories.length,
      });
      return { complete: true, keysInUse };
    } catch (error) {
      signal?.throwIfAborted();
      const { message } = toError(error);
      this.#logger.warn(
        `Scope ${formatScope(scope)} keeps its entities: ${message}`,
      );
      await this.#report(scope, {
        startedAt,
        outcome: 'failed',
        reason: message,
        memories: known?.length ?? 0,
      });
      return { complete: false, keysInUse: known && dependenciesOf(known) };
    }
  }

  /** Reads one memory again and commits it at once. The event is a hint: only what AWS says is written. */
  async #onMemoryChanged({ eventPayload }: EventParams): Promise<void> {
    const arn = readMemoryChanged(eventPayload)?.arn;
    const place = arn && parseMemoryArn(arn);
    const scope =
      place &&
      scopesOf(this.#deps.config).find(
        ({ accountId, region }) =>
          accountId === place.accountId && region === place.region,
      );
    if (!arn || !scope) return;
    const startedAt = this.#now();
    try {
      const { catalog, config, inventory, rules } = this.#deps;
      const known = await catalog.memoriesOf(scope);
      const previous = known.find(entity => arnOf(entity) === arn);
      const answer = await inventory.findMemory(arn);
      if (answer) {
        const keys = this.#keyBook(await catalog.keysOf(config.id));
        const entity = await recordMemory({
          config,
          rules,
          scope,
          answer,
          previous,
          keys,
          now: startedAt,
        });
        await this.#commit(
          [entity, ...keys.entities(dependenciesOf([entity]))],
          [],
        );
      } else {
        const name = memoryEntityName({ arn, memoryId: place.memoryId });
        await this.#commit([], [`resource:default/${name.toLowerCase()}`]);
      }
      await this.#report(scope, {
        startedAt,
        outcome: 'refreshed',
        memories: known.length,
      });
    } catch (error) {
      this.#logger.warn(`Memory ${arn} was not read again`, toError(error));
    }
  }

  async #removeUnconfigured(configured: Scope[]): Promise<void> {
    const { catalog, config } = this.#deps;
    const wanted = new Set(configured.map(formatScope));
    const found = await catalog.scopesOf(config.id, MEMORY_TYPE);
    for (const scope of found.filter(text => !wanted.has(text))) {
      const [accountId, region] = scope.split('/').slice(-2);
      const entities = await catalog.memoriesOf({
        providerId: config.id,
        accountId,
        region,
      });
      this.#logger.info(
        `Removing ${entities.length} memories of ${scope}, which is no longer configured`,
      );
      await this.#commit([], entities.map(stringifyEntityRef));
    }
  }

  async #settleKeys(keys: KeyBook, results: ScopeResult[]) {
    const inUse = new Set<string>();
    for (const { keysInUse } of results) {
      // Whatever is not known may still depend on any key.
      if (!keysInUse) return;
      keysInUse.forEach(ref => inUse.add(ref));
    }
    await this.#commit(keys.unreadable(), keys.unused(inUse));
  }

  #keyBook(previous: Entity[], signal?: AbortSignal): KeyBook {
    const { config, inventory } = this.#deps;
    const accountIds = config.accounts.map(account => account.accountId);
    return new KeyBook(
      config,
      inventory.createKeyReader({ accountIds, signal }),
      previous,
      this.#now(),
    );
  }

  async #commit(changed: Entity[], removedRefs: string[]): Promise<void> {
    if (!this.#connection) throw new Error('The provider is not connected');
    const valid = await validEntities(changed, this.#logger);
    if (valid.length === 0 && removedRefs.length === 0) return;
    const locationKey = this.getProviderName();
    await this.#connection.applyMutation({
      type: 'delta',
      added: valid.map(entity => ({ entity, locationKey })),
      removed: removedRefs.map(entityRef => ({ entityRef, locationKey })),
    });
  }

  async #report(
    { providerId, accountId, region }: Scope,
    report: Pick<ScanReport, 'startedAt' | 'outcome' | 'reason' | 'memories'>,
  ): Promise<void> {
    await this.#publish(TOPIC_SCAN_REPORT, {
      providerId,
      accountId,
      region,
      finishedAt: this.#now(),
      ...report,
    } satisfies ScanReport);
  }

  /** What was committed stays committed, whether or not anybody hears of it. */
  async #publish(topic: string, eventPayload: unknown): Promise<void> {
    try {
      await this.#deps.events.publish({ topic, eventPayload });
    } catch (error) {
      this.#logger.warn(`No event on ${topic}`, toError(error));
    }
  }

  #now(): string {
    return (this.#deps.clock?.() ?? new Date()).toISOString();
  }
}

/** Refs of the keys that these memories depend on, each once. */
function dependenciesOf(memories: Entity[]): string[] {
  return [
    ...new Set(
      memories.flatMap(({ spec }) =>
        Array.isArray(spec?.dependsOn) ? spec.dependsOn.map(String) : [],
      ),
    ),
  ];
}
