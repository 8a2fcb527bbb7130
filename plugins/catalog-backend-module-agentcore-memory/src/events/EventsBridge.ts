import { LoggerService } from '@backstage/backend-plugin-api';
import { EventParams, EventsService } from '@backstage/plugin-events-node';
import {
  formatScope,
  memoryArnOf,
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
import { Lookup } from './Lookup';
import { RefreshQueue, RefreshTarget, targetId } from './RefreshQueue';

const SUBSCRIBER_ID = 'agentcore-memory';

/**
 * Events about the same thing come in bursts, mostly in one message of a queue. Those that arrive within this
 * time are looked up together; people wait for it.
 */
const DEBOUNCE_MS = 20;
/** Events have a scope listed at most this often. */
const LISTING_PAUSE_MS = 10_000;
/** Events have a memory or key read at most this often. */
const LOOK_PAUSE_MS = 1_000;

/** Delays in milliseconds; tests shorten them. */
export interface Timing {
  /** Events are collected for this long. */
  debounceMs?: number;
  /** Delay before the first follow-up. */
  followUpMs?: number;
  /** Between two listings of a scope that events ask for. */
  listingPauseMs?: number;
  /** Between two looks at a memory or key that events ask for. */
  lookPauseMs?: number;
}

/** What a bridge works with. */
export interface EventsBridgeOptions {
  events: EventsService;
  sources: Sources;
  store: FactStore;
  refresher: MemoryRefresher;
  /** Scans one scope now. Never rejects. */
  scanScope: (scope: Scope, signal: AbortSignal) => Promise<void>;
  /** Starts the scheduled scan of a provider config now, in any process. Never rejects. */
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
  readonly #incoming: Lookup;
  /** Those that are not stored: it may take time to learn of new accounts. */
  readonly #unknown: Lookup;
  /** By target: when it was last looked at, the oldest first. Milliseconds. */
  readonly #lookedAt = new Map<string, number>();

  constructor(options: EventsBridgeOptions) {
    this.#options = options;
    this.#counts = new EventCounts(options.logger);
    this.#queue = new RefreshQueue((target, signal) =>
      this.#look(target, signal),
    );
    const { debounceMs = DEBOUNCE_MS } = options.timing ?? {};
    const lookup = (work: (arns: readonly string[]) => Promise<void>) =>
      new Lookup({
        work,
        debounceMs,
        onDropped: () => this.#counts.add('dropped'),
        logger: options.logger,
      });
    this.#incoming = lookup(arns => this.#lookUp(arns));
    this.#unknown = lookup(arns => this.#lookUpUnknown(arns));
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
    this.#queue.stop();
    this.#counts.stop();
  }

  /** Resolves when everything that events asked for is done, but for what is due later. */
  async idle(): Promise<void> {
    do {
      await this.#incoming.idle();
      await this.#unknown.idle();
      await this.#queue.idle();
    } while (this.#incoming.isBusy || this.#unknown.isBusy);
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
        this.#incoming.add(found.arn);
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
        this.#enqueueNow({ kind: 'scope', scope: request.scope });
      }
      return;
    }
    for (const { config } of this.#options.sources.all) {
      await this.#options.triggerScan(config.id);
    }
  }

  /** Our own actions tell of memories that they create: those are read at once. */
  async #onMemoryChanged(arn: string): Promise<void> {
    const place = parseMemoryArn(arn);
    if (!place) return;
    await this.#learnAccounts([place.accountId]);
    if (this.#options.sources.covering(place)) {
      const partition = partitionOf(place.region);
      this.#enqueueNow({
        kind: 'memory',
        arn: memoryArnOf({ ...place, partition }),
      });
    }
  }

  async #lookUp(arns: readonly string[]): Promise<void> {
    const known = await this.#options.store.known(arns);
    for (const arn of arns) {
      if (!known.has(arn)) this.#unknown.add(arn);
      else this.#enqueue({ kind: parseMemoryArn(arn) ? 'memory' : 'key', arn });
    }
  }

  async #lookUpUnknown(arns: readonly string[]): Promise<void> {
    const places = arns.flatMap(arn => parseMemoryArn(arn) ?? []);
    await this.#learnAccounts(places.map(({ accountId }) => accountId));
    this.#enqueueListings(places);
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

  /** Each look at a target has to wait for some time after the last one: events can come without end. */
  #enqueue(target: RefreshTarget): void {
    const { clock, timing } = this.#options;
    const pauseMs =
      target.kind === 'scope'
        ? timing?.listingPauseMs ?? LISTING_PAUSE_MS
        : timing?.lookPauseMs ?? LOOK_PAUSE_MS;
    const last = this.#lookedAt.get(targetId(target)) ?? -Infinity;
    const delayMs = Math.max(0, last + pauseMs - clock().getTime());
    this.#enqueueNow(target, delayMs);
  }

  #enqueueNow(target: RefreshTarget, delayMs?: number): void {
    if (!this.#queue.add(target, delayMs)) this.#counts.add('dropped');
  }

  /** Has each scope listed once for all these places. */
  #enqueueListings(places: readonly Place[]): void {
    const scopes = new Map<string, Scope>();
    for (const place of places) {
      const scope = this.#scopeOf(place);
      if (scope) scopes.set(formatScope(scope), scope);
      else this.#counts.add('ignored');
    }
    scopes.forEach(scope => this.#enqueue({ kind: 'scope', scope }));
  }

  #noteLook(target: RefreshTarget): void {
    const now = this.#options.clock().getTime();
    const id = targetId(target);
    this.#lookedAt.delete(id);
    this.#lookedAt.set(id, now);
    for (const [other, at] of this.#lookedAt) {
      if (at > now - LISTING_PAUSE_MS) break;
      this.#lookedAt.delete(other);
    }
  }

  async #look(target: RefreshTarget, signal: AbortSignal): Promise<void> {
    this.#noteLook(target);
    if (target.kind === 'scope') {
      await this.#options.scanScope(target.scope, signal);
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
    if (delayMs === undefined) return;
    const next = { kind, arn, followUps: followUps + 1 };
    if (!this.#queue.addFollowUp(next, delayMs)) this.#counts.add('dropped');
  }
}
