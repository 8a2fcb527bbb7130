import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { toError } from '@backstage/errors';
import {
  formatScope,
  MEMORY_TYPE,
  RuleSettings,
  ScanReport,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import {
  CallMeter,
  MemoryInventory,
  metered,
  ProviderConfig,
  UnreadablePlaceError,
} from 'backstage-plugin-agentcore-memory-node';
import type { CatalogReader } from './CatalogReader';
import { arnOf, dependenciesOf } from './entityFields';
import { KeyBook } from './KeyBook';
import { Committer, Delta, Reading } from './Committer';
import { readScope } from './readScope';
import { doubtAbout, listingDigest } from './removalGuard';
import { recordRemoved } from './metrics';
import { Reporter } from './Reporter';
import { UnsupportedPlaces } from './UnsupportedPlaces';

/** What a scanner works with. */
export interface ScopeScannerOptions {
  config: ProviderConfig;
  rules: RuleSettings;
  inventory: MemoryInventory;
  catalog: Pick<CatalogReader, 'memoriesOf' | 'byRefs'>;
  committer: Committer;
  reporter: Reporter;
  unsupported: UnsupportedPlaces;
  /** Memories that somebody else committed while they were being read; they are to be read again. */
  onOvertaken: (scope: Scope, arns: string[]) => void;
  logger: LoggerService;
  now: () => string;
}

/** What a scan of one scope leaves for the end of the run. */
export interface ScopeResult {
  complete: boolean;
  /** Refs of the keys that the scope's memories depend on; `undefined`: not known. */
  keysInUse?: string[];
}

/** What a scan of one scope is told. */
export interface ScopeTask {
  scope: Scope;
  /** Begun before the keys of the book were read. */
  reading: Reading;
  keys: KeyBook;
  /** Whether the catalog holds memories of the scope; `undefined`: to be asked. */
  hasMemories?: boolean;
  /** Somebody wants to know now: a place that had no AgentCore Memory is asked again. */
  explicit?: boolean;
  signal?: AbortSignal;
}

type Outcome = Pick<ScanReport, 'outcome' | 'memories'> &
  Partial<Pick<ScanReport, 'reason' | 'removed' | 'refusedListing'>>;

/**
 * Scans one scope:
 * 1. what the catalog holds of it,
 * 2. the whole listing, or nothing: a scope that cannot be listed keeps its entities,
 * 3. new and changed memories, each distinct key, tags in bulk,
 * 4. changed entities are written, memories that the complete listing no longer shows are removed.
 */
export class ScopeScanner {
  readonly #options: ScopeScannerOptions;
  /** By scope: what was not believed the last time. */
  readonly #refused = new Map<string, string>();

  constructor(options: ScopeScannerOptions) {
    this.#options = options;
  }

  /** What another process, which scanned a scope last, did not believe; `undefined`: it believed what it saw. */
  recallRefused(scope: string, digest: string | undefined): void {
    if (digest === undefined) this.#refused.delete(scope);
    else this.#refused.set(scope, digest);
  }

  /** Never rejects, but for an abort: what went wrong is reported. */
  async scan(task: ScopeTask): Promise<ScopeResult> {
    const { scope, signal } = task;
    signal?.throwIfAborted();
    const startedAt = this.#options.now();
    const meter = new CallMeter();
    const { result, outcome } = await metered({ meter, signal }, () =>
      this.#scan(task, startedAt),
    );
    await this.#options.reporter.report(scope, {
      startedAt,
      ...outcome,
      calls: meter.calls,
      throttles: meter.throttles,
    });
    return result;
  }

  async #scan(
    task: ScopeTask,
    now: string,
  ): Promise<{ result: ScopeResult; outcome: Outcome }> {
    const { scope, signal } = task;
    const { unsupported } = this.#options;
    let known: Entity[] | undefined;
    try {
      // First the catalog, then the listing: whatever the catalog shows must have existed when AWS is asked.
      known =
        task.hasMemories === false
          ? []
          : await this.#options.catalog.memoriesOf(scope);
      const reason = task.explicit ? undefined : unsupported.reason(scope);
      if (reason && known.length === 0) return skipped(reason);
      const outcome = await this.#readAndCommit(task, known, now);
      unsupported.served(scope);
      return outcome;
    } catch (error) {
      signal?.throwIfAborted();
      if (error instanceof UnreadablePlaceError && known?.length === 0) {
        const reason = unsupported.learn(scope, error);
        if (reason) return skipped(reason);
      }
      const { message } = toError(error);
      this.#options.logger.warn(
        `Scope ${formatScope(scope)} keeps its entities: ${message}`,
      );
      return {
        result: { complete: false, keysInUse: known && dependenciesOf(known) },
        outcome: {
          outcome: 'failed',
          reason: message,
          memories: known?.length ?? 0,
        },
      };
    }
  }

  async #readAndCommit(
    { scope, reading, keys, signal }: ScopeTask,
    known: Entity[],
    now: string,
  ): Promise<{ result: ScopeResult; outcome: Outcome }> {
    const { config, rules, inventory, catalog } = this.#options;
    const { memories, goneRefs, listing, notUnderstood } = await readScope({
      config,
      rules,
      inventory,
      catalog,
      scope,
      keys,
      known,
      now,
      signal,
    });
    const id = formatScope(scope);
    const digest = listingDigest(listing);
    const odd = describeOdd(notUnderstood, listing.length);
    const doubt = odd
      ? undefined
      : doubtAbout({
          known: known.length,
          gone: goneRefs.length,
          maxRemovalPercent: config.maxRemovalPercent,
          digest,
          lastRefused: this.#refused.get(id),
        });
    const reason = odd ?? doubt;
    const keysInUse = dependenciesOf(memories);
    const keyEntities = keys.entities(keysInUse);
    const overtaken = await this.#commit(scope, reading, {
      entities: [...memories, ...keyEntities],
      removedRefs: reason ? [] : goneRefs,
      before: known,
    });
    keys.handedOver(keyEntities);
    if (doubt) this.#refused.set(id, digest);
    else this.#refused.delete(id);
    if (reason) {
      return {
        result: {
          complete: false,
          keysInUse: [...keysInUse, ...dependenciesOf(known)],
        },
        outcome: {
          outcome: 'failed',
          reason,
          memories: memories.length,
          ...(doubt && { refusedListing: digest }),
        },
      };
    }
    const removed = goneRefs.filter(ref => !overtaken.has(ref)).length;
    recordRemoved(scope.providerId, removed);
    return {
      result: { complete: true, keysInUse },
      outcome: { outcome: 'complete', memories: memories.length, removed },
    };
  }

  /** Gives the refs of what somebody else committed meanwhile, and sees to it that it is read again. */
  async #commit(
    scope: Scope,
    reading: Reading,
    delta: Required<Delta>,
  ): Promise<Set<string>> {
    const overtaken = new Set(
      await this.#options.committer.commit(reading, delta),
    );
    const arns = [...delta.entities, ...delta.before]
      .filter(
        entity =>
          entity.spec?.type === MEMORY_TYPE &&
          overtaken.has(stringifyEntityRef(entity)),
      )
      .flatMap(entity => arnOf(entity) ?? []);
    if (arns.length > 0) {
      this.#options.onOvertaken(scope, [...new Set(arns)]);
    }
    return overtaken;
  }
}

function describeOdd(
  notUnderstood: string[],
  understood: number,
): string | undefined {
  const [first] = notUnderstood;
  return first === undefined
    ? undefined
    : `${notUnderstood.length} of ${
        understood + notUnderstood.length
      } listed memories not understood, so none is removed: ${first}`;
}

function skipped(reason: string): { result: ScopeResult; outcome: Outcome } {
  return {
    result: { complete: true, keysInUse: [] },
    outcome: { outcome: 'unsupported', reason, memories: 0 },
  };
}
