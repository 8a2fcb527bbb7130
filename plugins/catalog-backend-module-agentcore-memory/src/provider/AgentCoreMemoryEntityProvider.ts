import { createHash } from 'node:crypto';
import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventsService } from '@backstage/plugin-events-node';
import { RuleSettings, Scope } from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryInventory,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { version } from '../../package.json';
import { EventsBridge, Timing } from '../events/EventsBridge';
import { CatalogView } from '../publish/CatalogReader';
import { compareWithCatalog } from '../publish/compareWithCatalog';
import { Publisher } from '../publish/Publisher';
import { Transformers } from '../publish/transformers';
import { AccountDirectory } from '../scan/AccountDirectory';
import { KeyCache } from '../scan/KeyCache';
import { MemoryRefresher } from '../scan/MemoryRefresher';
import { MemoryRemover } from '../scan/MemoryRemover';
import { scanAll, ScanRunOptions } from '../scan/ScanRun';
import { ScanReporter } from '../scan/ScanReporter';
import {
  ScanStarter,
  ScanStarterOptions,
  ScanTasks,
} from '../scan/ScanStarter';
import { ScopeScanner } from '../scan/ScopeScanner';
import { Sources } from '../scan/Sources';
import { DoubtLog } from '../store/DoubtLog';
import { FactStore, Place } from '../store/FactStore';
import { Outbox } from '../store/Outbox';
import { Database } from '../store/rows';
import { RunLog } from '../store/RunLog';
import { placeId, ScopeLog } from '../store/ScopeLog';

/** What the provider works with. */
export interface ProviderDeps extends ScanTasks {
  configs: readonly ProviderConfig[];
  rules: RuleSettings;
  inventory: MemoryInventory;
  /** The catalog's database, with the module's tables. */
  db: Database;
  catalog: CatalogView;
  events: EventsService;
  logger: LoggerService;
  /** Runs the scan of a provider config when it is due. */
  createTaskRunner: (config: ProviderConfig) => SchedulerServiceTaskRunner;
  transformers: Transformers;
  clock?: () => Date;
  timing?: Timing;
  /** Waits for a sign of life of a run. */
  wait?: ScanStarterOptions['wait'];
}

const PUBLISH_EVERY_MS = 60_000;
/** Scopes whose changes outside of scans are reported one by one. */
const MAX_REPORTED_SCOPES = 50;

function taskIdOf(providerId: string): string {
  return `agentcore-memory-${providerId}:refresh`;
}

/**
 * Ingests the memories of all provider configs: by scans on the schedule of each, and by events in between.
 * The only writer of our entities.
 */
export class AgentCoreMemoryEntityProvider implements EntityProvider {
  readonly #deps: ProviderDeps;
  readonly #clock: () => Date;
  readonly #sources: Sources;
  readonly #outbox: Outbox;
  readonly #publisher: Publisher;
  readonly #bridge: EventsBridge;
  readonly #starter: ScanStarter;
  readonly #run: Omit<ScanRunOptions, 'source'>;
  readonly #settings: string;
  #publishing?: Promise<void>;
  #timer?: NodeJS.Timeout;
  #hasClaimed = false;

  constructor(deps: ProviderDeps) {
    const { db, inventory, logger, clock = () => new Date() } = deps;
    this.#deps = deps;
    this.#clock = clock;
    this.#settings = hashOfSettings(deps);
    this.#sources = new Sources(
      deps.configs.map(config => ({
        config,
        accounts: new AccountDirectory({
          config,
          inventory,
          doubts: new DoubtLog(db),
          logger,
          clock,
        }),
      })),
    );
    this.#outbox = new Outbox(db, clock);
    const now = () => clock().toISOString();
    const store = new FactStore(db, clock);
    const scopeLog = new ScopeLog(db);
    this.#publisher = new Publisher({
      store,
      outbox: this.#outbox,
      sources: this.#sources,
      rules: deps.rules,
      settings: this.#settings,
      transformers: deps.transformers,
      logger,
      clock,
    });
    const shared = {
      inventory,
      store,
      scopeLog,
      publisher: this.#publisher,
      outbox: this.#outbox,
      reporter: new ScanReporter({ events: deps.events, logger, now }),
      createKeyCache: (signal?: AbortSignal) => this.#createKeyCache(signal),
      logger,
      clock,
      now,
    };
    const remover = new MemoryRemover(shared);
    this.#run = {
      ...shared,
      sources: this.#sources,
      remover,
      scanner: new ScopeScanner({
        ...shared,
        remover,
        findNotInCatalog: async scope =>
          (await this.#compare(scope)).notInCatalog.get(placeId(scope)) ?? [],
      }),
      compare: () => this.#compare(),
    };
    this.#starter = new ScanStarter({
      runs: new RunLog(db),
      triggerTask: deps.triggerTask,
      cancelTask: deps.cancelTask,
      taskIdOf,
      logger,
      wait: deps.wait,
    });
    this.#bridge = new EventsBridge({
      events: deps.events,
      sources: this.#sources,
      store,
      refresher: new MemoryRefresher(shared),
      scanScope: (scope, signal) => this.#scanScope(scope, signal),
      triggerScan: id => this.#starter.start(id),
      logger,
      clock,
      timing: deps.timing,
    });
  }

  getProviderName(): string {
    return 'agentcore-memory';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#publisher.connect(connection);
    await this.#bridge.start();
    for (const config of this.#deps.configs) {
      await this.#deps.createTaskRunner(config).run({
        id: taskIdOf(config.id),
        fn: signal =>
          this.#starter.run(config.id, () => this.scan(config.id, signal)),
      });
      await this.#starter.takeUp(config.id);
    }
    // Not awaited: the portal must not wait for a hundred thousand entities.
    this.#publishQuietly();
    this.#timer = setInterval(() => this.#publishQuietly(), PUBLISH_EVERY_MS);
    this.#timer.unref();
  }

  #publishQuietly(): void {
    this.publishPending().catch(error =>
      this.#deps.logger.warn(
        `What is to be published waits for the next minute: ${
          toError(error).message
        }`,
      ),
    );
  }

  /**
   * Scans every scope of a provider config. Rejects at the end with a `ServiceUnavailableError` if any could not
   * be read, so that the scheduler shows it; the others are published all the same.
   */
  async scan(providerId: string, signal?: AbortSignal): Promise<void> {
    const source = this.#sources.byId(providerId);
    if (!source) throw new Error(`There is no provider config ${providerId}`);
    await scanAll({ ...this.#run, source }, signal);
  }

  /**
   * Publishes what is stored and not published yet: what a crash or another process left, and everything where
   * settings, version or day are new. Runs once a minute.
   */
  publishPending(): Promise<void> {
    this.#publishing ??= this.#publishPending().finally(() => {
      this.#publishing = undefined;
    });
    return this.#publishing;
  }

  async #publishPending(): Promise<void> {
    const settings = this.#settings;
    const startedAt = this.#clock().toISOString();
    const day = startedAt.slice(0, 10);
    // The process that started last decides with which settings all of them publish.
    await this.#outbox.claim(
      { settings, day },
      { takeOver: !this.#hasClaimed },
    );
    this.#hasClaimed = true;
    const changes = await this.#publisher.publish();
    // Where everything is new, the scorecards find it out by themselves.
    if (changes.size <= MAX_REPORTED_SCOPES) {
      await this.#run.reporter.reportChanges(changes, startedAt);
    }
  }

  /** Resolves when everything that events asked for is done, but for what is due later. */
  async idle(): Promise<void> {
    await this.#bridge.idle();
    await this.#starter.idle();
  }

  /** Abandons what events asked for. Scans are ended by the scheduler. */
  stop(): void {
    clearInterval(this.#timer);
    this.#bridge.stop();
    this.#starter.stop();
  }

  async #scanScope(scope: Scope, signal: AbortSignal): Promise<void> {
    const { scanner, scopeLog, store, logger } = this.#run;
    const source = this.#sources.byId(scope.providerId);
    if (!source) return;
    try {
      const { notInCatalog } = await this.#compare(scope);
      await scanner.scan({
        scope,
        config: source.config,
        keys: this.#createKeyCache(signal),
        last: await scopeLog.get(scope),
        hasMemories: await store.hasMemoriesAt(scope),
        notInCatalog: notInCatalog.get(placeId(scope)),
        explicit: true,
        signal,
      });
    } catch (error) {
      if (signal.aborted) return;
      logger.warn(
        `A scope was not scanned on request: ${toError(error).message}`,
      );
    }
  }

  #compare(place?: Place) {
    const { catalog } = this.#deps;
    return compareWithCatalog(
      {
        catalog,
        outbox: this.#outbox,
        publisher: this.#publisher,
        clock: this.#clock,
      },
      place,
    );
  }

  #createKeyCache(signal?: AbortSignal): KeyCache {
    return new KeyCache(
      this.#deps.inventory.createKeyReader({
        now: this.#clock,
        signal,
      }),
    );
  }
}

/** A transformer counts by its text: what it imports may change without it, and is published with the next day. */
function hashOfSettings({
  configs,
  rules,
  transformers,
}: ProviderDeps): string {
  const providers = configs.map(({ schedule: _, ...config }) => config);
  const code = Object.entries(transformers).map(String);
  return createHash('sha256')
    .update(JSON.stringify([version, rules, providers, code]))
    .digest('hex');
}
