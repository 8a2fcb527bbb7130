import { LoggerService } from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import {
  ANNOTATION_SCOPE,
  ANNOTATION_STALE_SINCE,
  entityToKeyFacts,
  formatScope,
  keyToEntity,
  parseScope,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import {
  ProviderConfig,
  scopesOf,
} from 'backstage-plugin-agentcore-memory-node';
import limiterFactory from 'p-limit';
import { AccountList } from './AccountList';
import type { CatalogReader } from './CatalogReader';
import { Committer, Reading } from './Committer';
import { arnOf, scopeOf } from './entityFields';
import { KeyBook } from './KeyBook';
import { recordRemoved } from './metrics';
import { Reporter } from './Reporter';
import { ScanHistory } from './ScanHistory';
import { ScopeResult, ScopeScanner } from './ScopeScanner';

/** Keys looked up in the catalog at the same time. */
const KEYS_AT_ONCE = 8;

/** What a run works with. */
export interface ScanRunOptions {
  config: ProviderConfig;
  accounts: AccountList;
  catalog: Pick<
    CatalogReader,
    'memoriesOf' | 'memoriesUsing' | 'keysOf' | 'byRefs' | 'scopesOf'
  >;
  committer: Committer;
  history?: ScanHistory;
  keyBook: (signal?: AbortSignal) => KeyBook;
  logger: LoggerService;
  now: () => string;
  reporter: Reporter;
  scanner: ScopeScanner;
}

/**
 * Scans every scope, those first that were not scanned for the longest time: a run that was cut off is
 * taken up where it was. Each scope commits by itself as soon as it is read.
 *
 * At the end scopes that are no longer configured, and keys that nothing depends on, are removed. Rejects at
 * the end with a `ServiceUnavailableError` if anything could not be read, so that the scheduler shows it.
 */
export async function scanAll(
  options: ScanRunOptions,
  signal?: AbortSignal,
): Promise<void> {
  const startedAt = options.now();
  const reading = options.committer.begin();
  let result: RunResult | undefined;
  try {
    result = await scanScopes(options, reading, signal);
  } finally {
    reading.end();
    await options.reporter.runFinished({
      providerId: options.config.id,
      startedAt,
      complete: result !== undefined && !result.incomplete,
    });
  }
  const { scopes, failed, incomplete } = result;
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
}

interface RunResult {
  scopes: number;
  failed: number;
  /** Why not all accounts were known; left out: they were. */
  incomplete?: string;
}

async function scanScopes(
  options: ScanRunOptions,
  reading: Reading,
  signal?: AbortSignal,
): Promise<RunResult> {
  const { config, catalog, logger, reporter, scanner } = options;
  const held = new Set(await catalog.scopesOf(config.id));
  const { accountIds, incomplete } = await options.accounts.read(
    accountsIn(held),
    signal,
  );
  await recall(options, signal);
  const scopes = oldestFirst(scopesOf(config, accountIds), reporter);
  logger.info(`Scanning ${scopes.length} scopes`);
  const keys = options.keyBook(signal);
  const limit = limiterFactory(config.scopesAtOnce);
  // An aborted run ends when all of it has: nothing of it may be committed after the next one has begun.
  const scans = await Promise.allSettled(
    scopes.map(scope =>
      limit(() =>
        scanner.scan({
          scope,
          reading,
          keys,
          hasMemories: held.has(formatScope(scope)),
          signal,
        }),
      ),
    ),
  );
  const results = scans.map(scan => {
    if (scan.status === 'rejected') throw scan.reason;
    return scan.value;
  });
  signal?.throwIfAborted();
  if (!incomplete) {
    await removeUnconfigured(options, reading, held, scopes);
    await settleKeys(options, reading, keys, results);
  }
  const failed = results.filter(result => !result.complete).length;
  logger.info(`Scanned ${scopes.length} scopes, ${failed} failed`);
  return { scopes: scopes.length, failed, incomplete };
}

/** The accounts of these scopes, each once. */
export function accountsIn(scopes: Iterable<string>): string[] {
  return [
    ...new Set(
      [...scopes].flatMap(scope => parseScope(scope)?.accountId ?? []),
    ),
  ];
}

/** Learns what other processes know of earlier scans. Without it a run merely starts from the beginning. */
async function recall(
  { history, reporter, scanner, logger }: ScanRunOptions,
  signal?: AbortSignal,
): Promise<void> {
  if (!history) return;
  try {
    for (const past of await history.read(signal)) {
      const own = reporter.lastAttempts.get(past.scope);
      if (own !== undefined && own >= past.lastAttemptAt) continue;
      // Another process was the last one.
      reporter.lastAttempts.set(past.scope, past.lastAttemptAt);
      scanner.recallRefused(past.scope, past.refusedListing);
    }
  } catch (error) {
    signal?.throwIfAborted();
    logger.debug(`Earlier scans are not known: ${toError(error).message}`);
  }
}

function oldestFirst(scopes: Scope[], { lastAttempts }: Reporter): Scope[] {
  return scopes
    .map(scope => ({ scope, at: lastAttempts.get(formatScope(scope)) ?? '' }))
    .sort((a, b) => (a.at < b.at ? -1 : Number(a.at > b.at)))
    .map(({ scope }) => scope);
}

async function removeUnconfigured(
  { config, catalog, committer, logger }: ScanRunOptions,
  reading: Reading,
  held: ReadonlySet<string>,
  configured: Scope[],
): Promise<void> {
  const wanted = new Set(configured.map(formatScope));
  for (const id of held) {
    const scope = parseScope(id);
    if (!scope || scope.providerId !== config.id || wanted.has(id)) continue;
    const entities = await catalog.memoriesOf(scope);
    logger.info(
      `Removing ${entities.length} memories of ${id}, which is no longer configured`,
    );
    const kept = await committer.commit(reading, {
      removedRefs: entities.map(stringifyEntityRef),
    });
    recordRemoved(config.id, entities.length - kept.length);
  }
}

async function settleKeys(
  { config, catalog, committer }: ScanRunOptions,
  reading: Reading,
  keys: KeyBook,
  results: ScopeResult[],
): Promise<void> {
  const inUse = new Set<string>();
  for (const { keysInUse } of results) {
    // Whatever is not known may still depend on any key.
    if (!keysInUse) return;
    keysInUse.forEach(ref => inUse.add(ref));
  }
  const unused = (await catalog.keysOf(config.id)).filter(
    key => !inUse.has(stringifyEntityRef(key)),
  );
  const unreadable = keys
    .unreadable()
    .filter(entity => inUse.has(stringifyEntityRef(entity)));
  const { handOver, remove } = await sortOut(unused, config.id, catalog);
  await committer.commit(reading, {
    entities: [...unreadable, ...handOver],
    removedRefs: remove,
  });
}

/** Keys that this provider has no use for: some are used by memories of other providers. */
async function sortOut(
  unused: Entity[],
  providerId: string,
  catalog: Pick<CatalogReader, 'memoriesUsing' | 'byRefs'>,
): Promise<{ handOver: Entity[]; remove: string[] }> {
  const limit = limiterFactory(KEYS_AT_ONCE);
  const users = await Promise.all(
    unused.map(key =>
      limit(async () => {
        const memories = await catalog.memoriesUsing({
          arn: arnOf(key) ?? '',
          ref: stringifyEntityRef(key),
        });
        return memories.filter(
          memory => scopeOf(memory)?.providerId !== providerId,
        ).length;
      }),
    ),
  );
  const needed = unused
    .filter((_, index) => users[index] > 0)
    // Nobody's already: whoever uses it writes it with the next run.
    .filter(key => scopeOf(key) !== undefined);
  const remove = unused.filter((_, index) => users[index] === 0);
  const whole = await catalog.byRefs(needed.map(stringifyEntityRef));
  return {
    handOver: whole.flatMap(key => withoutWriter(key, providerId)),
    remove: remove.map(stringifyEntityRef),
  };
}

/** A key without a writer is taken over by the next provider that reads it. Its facts stay. */
function withoutWriter(key: Entity, providerId: string): Entity[] {
  const facts = entityToKeyFacts(key);
  const entity =
    facts &&
    keyToEntity({
      providerId,
      key: facts,
      ownerRef: String(key.spec?.owner),
      staleSince: key.metadata.annotations?.[ANNOTATION_STALE_SINCE],
    });
  delete entity?.metadata.annotations?.[ANNOTATION_SCOPE];
  return entity ? [entity] : [];
}
