import { randomUUID } from 'node:crypto';
import {
  LoggerService,
  SchedulerServiceTaskRunner,
} from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  parseArn,
  parseMemoryArn,
  readMemoryChanged,
  readRunFinished,
  readScanRequest,
  RuleSettings,
  Scope,
  TOPIC_AWS_EVENTS,
  TOPIC_MEMORY_CHANGED,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REQUESTED,
} from 'backstage-plugin-agentcore-memory-common';
import {
  MemoryInventory,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { analyzeAwsEvent } from '../events/analyzeAwsEvent';
import { Transformers } from '../transformers';
import { RecentTargets } from '../events/RecentTargets';
import { RefreshQueue, RefreshTarget, targetId } from '../events/RefreshQueue';
import { AccountList } from './AccountList';
import { CatalogReader } from './CatalogReader';
import { Committer, DIGESTION_MS } from './Committer';
import { KeyBook } from './KeyBook';
import { Refresher, RefreshOutcome } from './Refresher';
import { Reporter } from './Reporter';
import { ScanHistory } from './ScanHistory';
import { accountsIn, scanAll, ScanRunOptions } from './ScanRun';
import { ScopeScanner } from './ScopeScanner';
import { UnsupportedPlaces } from './UnsupportedPlaces';

/**
 * KMS takes seconds until all of it knows of a change, and another process may commit what it read before: an
 * early look may find nothing, or not last. Each further look waits twice as long as the one before.
 */
const FURTHER_LOOK_MS = 15_000;
/** Looks after the first, as long as AWS does not answer or is still at it; the last one after eight minutes. */
const MAX_LOOKS = 6;

/** Repetitions wait for twice of this, in milliseconds, and each for twice as long as the one before. */
const RETRY_MS = 100;
/** More memories than this are not read one by one. */
const HANDFUL = 5;

/** How long what takes, in milliseconds; tests have no time. */
export interface Timing {
  /** Events about the same thing are collected. */
  debounceMs?: number;
  /** The second look waits. */
  furtherLookMs?: number;
  /** The catalog may show what was before. */
  digestionMs?: number;
}

/** What a provider works with. */
export interface ProviderDeps {
  config: ProviderConfig;
  rules: RuleSettings;
  inventory: MemoryInventory;
  catalog: Pick<
    CatalogReader,
    'memoriesOf' | 'memoriesUsing' | 'byRefs' | 'keysOf' | 'scopesOf'
  >;
  events: EventsService;
  logger: LoggerService;
  taskRunner: SchedulerServiceTaskRunner;
  /** Starts the scheduled scan now, in whichever process. */
  triggerScan?: (taskId: string) => Promise<void>;
  history?: ScanHistory;
  transformers?: Transformers;
  clock?: () => Date;
  timing?: Timing;
}

/** Ingests the memories of one provider config: by scans of all scopes, and by events in between. */
export class AgentCoreMemoryEntityProvider implements EntityProvider {
  readonly #deps: ProviderDeps;
  readonly #logger: LoggerService;
  readonly #accounts: AccountList;
  readonly #committer: Committer;
  readonly #refresher: Refresher;
  readonly #run: ScanRunOptions;
  readonly #queue: RefreshQueue;
  readonly #recent = new RecentTargets();
  readonly #now: () => string;

  constructor(deps: ProviderDeps) {
    this.#deps = deps;
    this.#logger = deps.logger.child({ provider: this.getProviderName() });
    const clock = deps.clock ?? (() => new Date());
    const shared = {
      ...deps,
      logger: this.#logger,
      now: () => clock().toISOString(),
      committer: new Committer({
        ...deps,
        digestionMs: deps.timing?.digestionMs,
        logger: this.#logger,
      }),
      keyBook: (signal?: AbortSignal) => this.#keyBook(clock(), signal),
    };
    this.#now = shared.now;
    const reporter = new Reporter(shared);
    const unsupported = new UnsupportedPlaces(clock);
    this.#accounts = new AccountList(shared);
    this.#committer = shared.committer;
    this.#refresher = new Refresher({
      ...shared,
      reporter,
      onFresh: (scope, arns) => this.#lookAtEach(scope, arns),
    });
    this.#run = {
      ...shared,
      reporter,
      accounts: this.#accounts,
      scanner: new ScopeScanner({
        ...shared,
        reporter,
        unsupported,
        onOvertaken: (scope, arns) => this.#lookAtEach(scope, arns),
      }),
    };
    this.#queue = new RefreshQueue(
      (target, signal) => this.#refresh(target, signal),
      deps.timing?.debounceMs,
    );
  }

  getProviderName(): string {
    return `agentcore-memory-${this.#deps.config.id}`;
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#committer.connect(connection);
    const id = this.getProviderName();
    await this.#deps.events.subscribe({
      id,
      topics: [TOPIC_MEMORY_CHANGED, TOPIC_AWS_EVENTS, TOPIC_SCAN_REQUESTED],
      onEvent: event => this.#onEvent(event),
    });
    // Every process has to hear of the end of a run, not only one of them.
    await this.#deps.events.subscribe({
      id: `${id}-${randomUUID()}`,
      topics: [TOPIC_RUN_FINISHED],
      onEvent: async event => this.#onRunFinished(event),
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
    await scanAll(this.#run, signal);
  }

  /** Resolves when everything that events asked for has been read. */
  async idle(): Promise<void> {
    await this.#queue.idle();
  }

  /** Abandons what events asked for. Scans are ended by the scheduler. */
  stop(): void {
    this.#queue.stop();
  }

  async #onEvent({ topic, eventPayload }: EventParams): Promise<void> {
    if (topic === TOPIC_SCAN_REQUESTED) {
      await this.#onScanRequested(eventPayload);
    } else if (topic === TOPIC_MEMORY_CHANGED) {
      const memory = readMemoryChanged(eventPayload);
      if (memory) await this.#lookAgain({ kind: 'memory', arn: memory.arn });
    } else {
      const found = analyzeAwsEvent(eventPayload);
      if (found.kind === 'memory' || found.kind === 'key') {
        await this.#lookAgain(found);
      } else {
        this.#logger.debug(
          `An event on ${topic} is ${found.kind}: ${found.reason}`,
        );
      }
    }
  }

  async #onScanRequested(payload: unknown): Promise<void> {
    const request = readScanRequest(payload);
    if (!request) return;
    if (request.scope !== 'all') {
      await this.#learnAccounts(request.scope.accountId);
      if (this.#isOurs(request.scope)) {
        this.#enqueue({ kind: 'scope', scope: request.scope });
      }
      return;
    }
    try {
      await this.#deps.triggerScan?.(`${this.getProviderName()}:refresh`);
    } catch (error) {
      // It runs already.
      this.#logger.info(`No scan was started: ${toError(error).message}`);
    }
  }

  /**
   * A run, of this or another process, may have looked at something before the change that an event told of,
   * and have committed after it: such things are read once more.
   */
  #onRunFinished({ eventPayload }: EventParams): void {
    const run = readRunFinished(eventPayload);
    if (run?.providerId !== this.#deps.config.id) return;
    for (const target of this.#recent.since(run.startedAt)) {
      const { kind } = target;
      this.#enqueue(
        kind === 'scope' ? target : { ...target, looks: MAX_LOOKS, tries: 0 },
        // The facts of a key's memories come from the catalog, which has to show what the run has committed.
        kind === 'key' ? this.#deps.timing?.digestionMs ?? DIGESTION_MS : 0,
      );
    }
  }

  /** Reading many of a scope one by one would cost more than the whole scope. */
  #lookAtEach(scope: Scope, arns: string[]): void {
    if (arns.length > HANDFUL) this.#enqueue({ kind: 'scope', scope });
    else arns.forEach(arn => this.#enqueue({ kind: 'memory', arn }));
  }

  async #learnAccounts(accountId: string | undefined): Promise<void> {
    await this.#accounts.ensure(accountId, async () =>
      accountsIn(await this.#deps.catalog.scopesOf(this.#deps.config.id)),
    );
  }

  async #lookAgain(target: {
    kind: 'memory' | 'key';
    arn: string;
  }): Promise<void> {
    await this.#learnAccounts(parseArn(target.arn)?.accountId);
    if (target.kind === 'memory' && !this.#scopeOfMemory(target.arn)) return;
    this.#enqueue(target);
  }

  #enqueue(target: RefreshTarget, delayMs?: number): void {
    if (!this.#queue.add(target, delayMs)) {
      this.#logger.warn(
        `Too much to look at: ${targetId(target)} waits for the next scan`,
      );
    }
  }

  async #refresh(target: RefreshTarget, signal: AbortSignal): Promise<void> {
    if (target.kind === 'scope') {
      this.#recent.add(target, this.#now());
      await this.#scanScope(target.scope, signal);
      return;
    }
    const { kind, arn, looks = 0, tries = 0 } = target;
    // The last look only makes sure of what an earlier one has found.
    if (looks < MAX_LOOKS) this.#recent.add(target, this.#now());
    const scope = this.#scopeOfMemory(arn);
    let outcome: RefreshOutcome = 'settled';
    if (kind === 'key') {
      outcome = await this.#refresher.refreshKey(arn, signal);
    } else if (scope) {
      outcome = await this.#refresher.refreshMemory(scope, arn, signal);
    }
    if (outcome === 'overtaken') {
      // Whoever goes on committing must not have it read all the time.
      this.#enqueue(
        { kind, arn, looks, tries: tries + 1 },
        tries === 0
          ? undefined
          : Math.min(RETRY_MS * 2 ** tries, FURTHER_LOOK_MS),
      );
    } else if (looks === 0 || (outcome === 'unsettled' && looks < MAX_LOOKS)) {
      this.#enqueue(
        { kind, arn, looks: looks + 1 },
        (this.#deps.timing?.furtherLookMs ?? FURTHER_LOOK_MS) * 2 ** looks,
      );
    }
  }

  async #scanScope(scope: Scope, signal: AbortSignal): Promise<void> {
    const reading = this.#committer.begin();
    const keys = this.#run.keyBook(signal);
    try {
      await this.#run.scanner.scan({
        scope,
        reading,
        keys,
        explicit: true,
        signal,
      });
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      reading.end();
    }
  }

  #scopeOfMemory(arn: string): Scope | undefined {
    const place = parseMemoryArn(arn);
    const scope = place && {
      providerId: this.#deps.config.id,
      accountId: place.accountId,
      region: place.region,
    };
    return scope && this.#isOurs(scope) ? scope : undefined;
  }

  #isOurs({ providerId, accountId, region }: Scope): boolean {
    const { id, regions } = this.#deps.config;
    return (
      providerId === id &&
      regions.includes(region) &&
      this.#accounts.has(accountId)
    );
  }

  #keyBook(now: Date, signal?: AbortSignal): KeyBook {
    const { config, inventory, catalog } = this.#deps;
    return new KeyBook({
      config,
      catalog,
      reader: inventory.createKeyReader({
        mayRead: accountId => this.#accounts.has(accountId),
        signal,
      }),
      now: now.toISOString(),
    });
  }
}
