import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  formatScope,
  memoryArnOf,
  parseArn,
  parseMemoryArn,
  partitionOf,
  readMemoryChanged,
  readScanRequest,
  Scope,
  TOPIC_AWS_EVENTS,
  TOPIC_MEMORY_CHANGED,
  TOPIC_SCAN_REQUESTED,
} from 'backstage-plugin-agentcore-memory-common';
import { MemoryRefresher } from '../scan/MemoryRefresher';
import { accountsIn } from '../scan/ScanRun';
import { Sources } from '../scan/Sources';
import { FactStore, Place } from '../store/FactStore';
import { analyzeAwsEvent } from './analyzeAwsEvent';
import { EventCounts } from './EventCounts';
import { nextLook } from './followUp';
import { RefreshQueue, RefreshTarget } from './RefreshQueue';

const SUBSCRIBER_ID = 'agentcore-memory';

/**
 * Events about the same thing come in bursts, mostly in one message of a queue. Those that arrive within this
 * time are looked up together; people wait for it.
 */
const DEBOUNCE_MS = 20;
/** ARNs that wait to be looked up. */
const MAX_INCOMING = 1000;
/** Events have a scope listed at most this often. */
const LISTING_PAUSE_MS = 10_000;

/** Delays in milliseconds; tests shorten them. */
export interface Timing {
  /** Events are collected for this long. */
  debounceMs?: number;
  /** Delay before the first follow-up. */
  followUpMs?: number;
  /** Between two listings of a scope that events ask for. */
  listingPauseMs?: number;
}

/** What a bridge works with. */
export interface EventsBridgeOptions {
  events: EventsService;
  sources: Sources;
  store: FactStore;
  refresher: MemoryRefresher;
  /** Scans one scope now. Never rejects. */
  scanScope: (scope: Scope, signal: AbortSignal) => Promise<void>;
  /** Starts the scheduled scan of a provider config now, in any process. */
  triggerScan: (providerId: string) => Promise<void>;
  logger: LoggerService;
  clock: () => Date;
  timing?: Timing;
}

/**
 * Has what events tell of looked at again. Events are never believed, and what they may cost is bounded by what
 * is stored: a stored memory or a key in use is read again, any other memory of a configured place asks for one
 * listing of its scope, and all else is ignored.
 */
export class EventsBridge {
  readonly #options: EventsBridgeOptions;
  readonly #queue: RefreshQueue;
  readonly #counts: EventCounts;
  /** Canonical ARNs that wait to be looked up. */
  readonly #incoming = new Set<string>();
  /** Scopes as text: when they were last listed because of events. Milliseconds. */
  readonly #listedAt = new Map<string, number>();
  #flushing?: Promise<void>;

  constructor(options: EventsBridgeOptions) {
    this.#options = options;
    this.#counts = new EventCounts(options.logger);
    this.#queue = new RefreshQueue((target, signal) =>
      this.#look(target, signal),
    );
  }

  async start(): Promise<void> {
    await this.#options.events.subscribe({
      id: SUBSCRIBER_ID,
      topics: [TOPIC_MEMORY_CHANGED, TOPIC_AWS_EVENTS, TOPIC_SCAN_REQUESTED],
      onEvent: event => this.#onEvent(event),
    });
  }

  /** Drops what waits and abandons what is under way. */
  stop(): void {
    this.#incoming.clear();
    this.#queue.stop();
    this.#counts.stop();
  }

  /** Resolves when everything that events asked for is done, but for what is due later. */
  async idle(): Promise<void> {
    while (this.#flushing) await this.#flushing;
    await this.#queue.idle();
    if (this.#flushing) await this.idle();
  }

  async #onEvent({ topic, eventPayload }: EventParams): Promise<void> {
    if (topic === TOPIC_SCAN_REQUESTED) {
      await this.#onScanRequested(eventPayload);
    } else if (topic === TOPIC_MEMORY_CHANGED) {
      const memory = readMemoryChanged(eventPayload);
      if (memory) await this.#onMemoryChanged(memory.arn);
    } else {
      const found = analyzeAwsEvent(eventPayload);
      if (found.kind === 'memory' || found.kind === 'key') {
        this.#collect(found.arn);
      } else {
        this.#counts.add(found.kind);
      }
    }
  }

  async #onScanRequested(payload: unknown): Promise<void> {
    const request = readScanRequest(payload);
    if (!request) return;
    if (request.scope !== 'all') {
      await this.#learnAccounts([request.scope.accountId]);
      const source = this.#options.sources.covering(request.scope);
      if (source?.config.id === request.scope.providerId) {
        this.#enqueue({ kind: 'scope', scope: request.scope });
      }
      return;
    }
    for (const { config } of this.#options.sources.all) {
      try {
        await this.#options.triggerScan(config.id);
      } catch (error) {
        // It runs already.
        this.#options.logger.info(
          `No scan of ${config.id} was started: ${toError(error).message}`,
        );
      }
    }
  }

  /** Our own actions tell of memories that they create: those are read at once. */
  async #onMemoryChanged(arn: string): Promise<void> {
    const place = parseMemoryArn(arn);
    if (!place) return;
    await this.#learnAccounts([place.accountId]);
    if (this.#options.sources.covering(place)) {
      const partition = partitionOf(place.region);
      this.#enqueue({
        kind: 'memory',
        arn: memoryArnOf({ ...place, partition }),
      });
    }
  }

  #collect(arn: string): void {
    if (!this.#incoming.has(arn) && this.#incoming.size >= MAX_INCOMING) {
      this.#counts.add('dropped');
      return;
    }
    this.#incoming.add(arn);
    this.#flushing ??= this.#flush();
  }

  /** Looks up what has come in, until nothing more does. */
  async #flush(): Promise<void> {
    try {
      const { debounceMs = DEBOUNCE_MS } = this.#options.timing ?? {};
      while (this.#incoming.size > 0) {
        await new Promise(resolve => {
          setTimeout(resolve, debounceMs).unref();
        });
        const arns = [...this.#incoming];
        this.#incoming.clear();
        await this.#lookUp(arns);
      }
    } catch (error) {
      this.#options.logger.warn(
        `Events wait for the next scan: ${toError(error).message}`,
      );
    } finally {
      this.#flushing = undefined;
    }
  }

  async #lookUp(arns: readonly string[]): Promise<void> {
    const known = await this.#options.store.known(arns);
    const unknown = arns.filter(arn => !known.has(arn));
    for (const arn of known) {
      if (!arns.includes(arn)) continue;
      const kind = parseMemoryArn(arn) ? 'memory' : 'key';
      this.#enqueue({ kind, arn });
    }
    await this.#learnAccounts(
      unknown.flatMap(arn => parseArn(arn)?.accountId ?? []),
    );
    this.#enqueueListings(unknown.map(arn => parseMemoryArn(arn)));
  }

  /** The scope that covers a place; `undefined`: none does. */
  #scopeOf(place: Place | undefined): Scope | undefined {
    const source = place && this.#options.sources.covering(place);
    if (!source) return undefined;
    const { accountId, region } = place;
    return { providerId: source.config.id, accountId, region };
  }

  async #learnAccounts(accountIds: readonly string[]): Promise<void> {
    const { sources, store } = this.#options;
    for (const accountId of new Set(accountIds)) {
      for (const { config, accounts } of sources.all) {
        await accounts.refreshIfOld(accountId, async () =>
          accountsIn(await store.places(), config.id),
        );
      }
    }
  }

  #enqueue(target: RefreshTarget, delayMs?: number): void {
    if (!this.#queue.add(target, delayMs)) this.#counts.add('dropped');
  }

  /** Events can make up what a listing has to find out: each listing of a scope has to wait for the last one. */
  #enqueueListings(places: readonly (Place | undefined)[]): void {
    const { clock, timing } = this.#options;
    const { listingPauseMs = LISTING_PAUSE_MS } = timing ?? {};
    const scopes = new Map<string, Scope>();
    for (const place of places) {
      const scope = this.#scopeOf(place);
      if (scope) scopes.set(formatScope(scope), scope);
      else this.#counts.add('ignored');
    }
    for (const [id, scope] of scopes) {
      const dueAt = (this.#listedAt.get(id) ?? -Infinity) + listingPauseMs;
      const delayMs = Math.max(0, dueAt - clock().getTime());
      this.#enqueue({ kind: 'scope', scope }, delayMs);
    }
  }

  async #look(target: RefreshTarget, signal: AbortSignal): Promise<void> {
    if (target.kind === 'scope') {
      const { scope } = target;
      this.#listedAt.set(formatScope(scope), this.#options.clock().getTime());
      await this.#options.scanScope(scope, signal);
      return;
    }
    const { kind, arn, followUps = 0 } = target;
    const { refresher, timing } = this.#options;
    const scope = this.#scopeOf(parseMemoryArn(arn));
    if (kind === 'memory' && !scope) return;
    const look = scope
      ? await refresher.refreshMemory(scope, arn, signal)
      : await refresher.refreshKey(arn, signal);
    this.#enqueueListings(look.places ?? []);
    const delayMs = nextLook(
      followUps,
      look.settled ? 'settled' : 'unsettled',
      timing?.followUpMs,
    );
    if (delayMs !== undefined) {
      this.#enqueue({ kind, arn, followUps: followUps + 1 }, delayMs);
    }
  }
}
