import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  Scope,
  parseKeyArn,
  parseMemoryArn,
} from 'backstage-plugin-agentcore-memory-common';
import limiterFactory from 'p-limit';
import { scopesOf } from 'backstage-plugin-agentcore-memory-node';
import { Comparison } from '../publish/compareWithCatalog';
import { Publisher } from '../publish/Publisher';
import { FactStore, Place, StoredPlace } from '../store/FactStore';
import { placeId, ScopeEntry, ScopeLog } from '../store/ScopeLog';
import { KeyCache } from './KeyCache';
import { MemoryRemover } from './MemoryRemover';
import { ScanReporter } from './ScanReporter';
import { ScopeScanner } from './ScopeScanner';
import { Source, Sources } from './Sources';

/** What a run works with. */
export interface ScanRunOptions {
  source: Source;
  sources: Sources;
  store: FactStore;
  scopeLog: ScopeLog;
  publisher: Publisher;
  remover: MemoryRemover;
  reporter: ScanReporter;
  scanner: ScopeScanner;
  compare: () => Promise<Comparison>;
  createKeyCache: (signal?: AbortSignal) => KeyCache;
  logger: LoggerService;
  /** ISO 8601. */
  now: () => string;
}

/**
 * Scans every scope of a provider config, those first that were not scanned for the longest time: a run that
 * was cut off is taken up where it was. Each scope is published by itself as soon as it is read.
 *
 * Before that, what earlier runs left behind is published, and the catalog is compared with the store. After
 * it, scopes that are no longer configured and keys that no memory uses are removed. Rejects at the end with a
 * `ServiceUnavailableError` if anything could not be read, so that the scheduler shows it.
 */
export async function scanAll(
  options: ScanRunOptions,
  signal?: AbortSignal,
): Promise<void> {
  const startedAt = options.now();
  let result: RunResult | undefined;
  try {
    result = await scanScopes(options, startedAt, signal);
  } finally {
    await options.reporter.runFinished({
      providerId: options.source.config.id,
      startedAt,
      complete: result !== undefined && !result.incomplete,
    });
  }
  const { scopes, failed, incomplete, unavailable } = result;
  if (incomplete) {
    throw new ServiceUnavailableError(
      `${incomplete}; those that were known are scanned as well, and no scope is taken out`,
    );
  }
  if (failed > 0) {
    throw new ServiceUnavailableError(
      `${failed} of ${scopes} scopes could not be read; their entities are kept`,
    );
  }
  if (unavailable) throw new ServiceUnavailableError(unavailable);
}

interface RunResult {
  scopes: number;
  failed: number;
  /** Why not all accounts were known; left out: they were. */
  incomplete?: string;
  /** Why the catalog was not compared with the store; left out: it was. */
  unavailable?: string;
}

async function scanScopes(
  options: ScanRunOptions,
  startedAt: string,
  signal?: AbortSignal,
): Promise<RunResult> {
  const { source, sources, store, scopeLog, remover, logger } = options;
  const { config } = source;
  const stored = await store.places();
  const { accountIds, incomplete } = await source.accounts.discover(
    accountsIn(stored, config.id),
    signal,
  );
  const { notInCatalog, unknown, unavailable } = await prepare(options);
  const log = await scopeLog.all();
  const held = new Set(stored.map(placeId));
  // Where two configs cover a place, it is read and judged by one of them, always the same.
  const own = scopesOf(config, accountIds).filter(
    scope => (sources.covering(scope) ?? source) === source,
  );
  const scopes = oldestFirst(own, log);
  const keys = options.createKeyCache(signal);
  const limit = limiterFactory(config.scopesAtOnce);
  // An aborted run ends when all of it has.
  const scans = await Promise.allSettled(
    scopes.map(scope =>
      limit(() => {
        const id = placeId(scope);
        return options.scanner.scan({
          scope,
          config,
          keys,
          last: log.get(id),
          hasMemories: held.has(id),
          notInCatalog: notInCatalog.get(id),
          signal,
        });
      }),
    ),
  );
  const outcomes = scans.map(scan => {
    if (scan.status === 'rejected') throw scan.reason;
    return scan.value;
  });
  signal?.throwIfAborted();
  // While two versions run side by side, only the newer one knows what is no longer configured.
  const isCurrent = await options.publisher.isCurrent();
  if (isCurrent) {
    await removeUnconfigured(options, stored, startedAt, signal);
    if (!incomplete) await scopeLog.forgetBefore(config.id, startedAt);
  }
  await remover.removeUnusedKeys();
  const failed = outcomes.filter(outcome => outcome === 'failed').length;
  const complete = new Set(
    scopes.filter((_, i) => outcomes[i] === 'complete').map(placeId),
  );
  if (isCurrent) {
    await remover.removeUnknown(
      unknown.filter(arn =>
        isProvenUnknown(arn, { complete, failed, sources: options.sources }),
      ),
    );
  }
  logger.info(`Scanned ${scopes.length} scopes, ${failed} failed`);
  return { scopes: scopes.length, failed, incomplete, unavailable };
}

/** A catalog that does not answer must not keep AWS from being read: the facts are stored, and published later. */
async function prepare({
  publisher,
  compare,
  logger,
}: ScanRunOptions): Promise<Comparison & { unavailable?: string }> {
  try {
    await publisher.publish();
    return await compare();
  } catch (error) {
    const unavailable = `The catalog could not be compared: ${
      toError(error).message
    }`;
    logger.warn(unavailable);
    return { notInCatalog: new Map(), unknown: [], unavailable };
  }
}

/** The accounts in which a provider config has memories, each once. */
export function accountsIn(
  stored: readonly StoredPlace[],
  providerId: string,
): string[] {
  const own = stored.filter(place => place.providerId === providerId);
  return [...new Set(own.map(({ accountId }) => accountId))];
}

function oldestFirst(
  scopes: readonly Scope[],
  log: ReadonlyMap<string, ScopeEntry>,
): Scope[] {
  return scopes
    .map(scope => ({ scope, at: log.get(placeId(scope))?.attemptedAt ?? '' }))
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map(({ scope }) => scope);
}

/**
 * Removes what no provider config covers. An account may have moved to another config, whose organisation is asked
 * before that.
 */
async function removeUnconfigured(
  { source, sources, remover, scopeLog }: ScanRunOptions,
  stored: readonly StoredPlace[],
  askedAt: string,
  signal?: AbortSignal,
): Promise<void> {
  const isLeftOver = (place: StoredPlace) =>
    (place.providerId === source.config.id ||
      !sources.byId(place.providerId)) &&
    !sources.covering(place);
  if (!stored.some(isLeftOver)) return;
  for (const other of sources.all) {
    if (other === source) continue;
    await other.accounts.discover(accountsIn(stored, other.config.id), signal);
  }
  if (!sources.areKnown()) return;
  const places = stored.filter(isLeftOver);
  for (const place of places) {
    await remover.removeUnconfigured(place, askedAt);
  }
  await scopeLog.forget(places);
}

/**
 * Whether an entity of ours without a row may go: a memory whose scope was listed completely just now, or is not
 * configured; a key where every scope was read, so that all keys in use are stored.
 */
function isProvenUnknown(
  arn: string,
  run: { complete: ReadonlySet<string>; failed: number; sources: Sources },
): boolean {
  const { complete, failed, sources } = run;
  const isConfigured = (place: Place) =>
    !sources.areKnown() || sources.covering(place) !== undefined;
  const memory = parseMemoryArn(arn);
  if (memory) return complete.has(placeId(memory)) || !isConfigured(memory);
  return failed === 0 && parseKeyArn(arn) !== undefined;
}
