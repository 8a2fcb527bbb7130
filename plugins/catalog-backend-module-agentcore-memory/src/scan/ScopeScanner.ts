import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import {
  formatScope,
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
import { Publisher } from '../publish/Publisher';
import { FactStore } from '../store/FactStore';
import { StoredMemory } from '../store/rows';
import { ScopeEntry, ScopeLog } from '../store/ScopeLog';
import { KeyCache } from './KeyCache';
import { MemoryRemover } from './MemoryRemover';
import { askOneByOne } from './askOneByOne';
import { readMemories } from './readMemories';
import { ScanReporter } from './ScanReporter';

/**
 * A region without AgentCore Memory, or one that the organisation blocks, is asked again after a day: AWS adds
 * regions, accounts enable them, and policies change.
 */
const ASK_AGAIN_AFTER_MS = 24 * 60 * 60 * 1000;
/** Characters of a reason. */
const MAX_REASON = 2000;
/** Memories that the catalog does not show are named up to this number. */
const MAX_NAMED = 3;

/** What a scanner works with. */
export interface ScopeScannerOptions {
  inventory: MemoryInventory;
  store: FactStore;
  scopeLog: ScopeLog;
  publisher: Publisher;
  remover: MemoryRemover;
  reporter: ScanReporter;
  /** Tells in words what the catalog does not show of a scope's memories. */
  findNotInCatalog: (scope: Scope) => Promise<readonly string[]>;
  logger: LoggerService;
  clock: () => Date;
}

/** What a scan of one scope is told. */
export interface ScopeTask {
  scope: Scope;
  config: Pick<ProviderConfig, 'maxRemovalPercent'>;
  keys: KeyCache;
  /** How the last attempt went. */
  last?: ScopeEntry;
  /** Whether memories of the scope are stored. */
  hasMemories: boolean;
  /** What the catalog does not show of the scope's memories, in words. */
  notInCatalog?: readonly string[];
  /** A region without AgentCore Memory, or one that is blocked, is asked all the same. */
  explicit?: boolean;
  signal?: AbortSignal;
}

type Outcome = Pick<ScanReport, 'memories' | 'removed' | 'changed'> & {
  outcome: Exclude<ScanReport['outcome'], 'refreshed'>;
  reason?: string;
  askAgainAt?: string;
  /** Whether memories came into the store. */
  hasNew?: boolean;
};

const NOTHING = { memories: 0, removed: 0, changed: 0 };

/**
 * Scans one scope:
 * 1. the whole listing, or nothing: a scope that cannot be listed keeps what is stored of it,
 * 2. new and changed memories, each distinct key, tags in bulk,
 * 3. answers are stored, what changed is published, memories that the listing no longer shows are removed.
 */
export class ScopeScanner {
  readonly #options: ScopeScannerOptions;

  constructor(options: ScopeScannerOptions) {
    this.#options = options;
  }

  /** Never rejects, but for an abort or where the database fails: what AWS did wrong is reported. */
  async scan(task: ScopeTask): Promise<Outcome['outcome']> {
    const { scope, signal, last } = task;
    signal?.throwIfAborted();
    const startedAt = this.#now();
    const meter = new CallMeter();
    const outcome = await metered({ meter, signal }, () =>
      this.#scan(task, startedAt),
    );
    const { askAgainAt, hasNew, ...facts } = outcome;
    // The name of a new memory may be taken, which the comparison at the start of the run could not know.
    const notInCatalog = hasNew
      ? await this.#options.findNotInCatalog(scope)
      : task.notInCatalog ?? [];
    const reason = printable(
      facts.reason ?? describeNotInCatalog(notInCatalog),
    );
    if (outcome.outcome !== last?.outcome || reason !== last?.reason) {
      this.#logChange(scope, outcome.outcome, reason, last);
    }
    await this.#options.scopeLog.record(scope, {
      outcome: outcome.outcome,
      reason,
      attemptedAt: this.#now(),
      completedAt: outcome.outcome === 'complete' ? this.#now() : undefined,
      askAgainAt,
    });
    await this.#options.reporter.report(scope, {
      startedAt,
      ...facts,
      reason,
      notInCatalog: notInCatalog.length,
      calls: meter.calls,
      throttles: meter.throttles,
    });
    return outcome.outcome;
  }

  async #scan(task: ScopeTask, askedAt: string): Promise<Outcome> {
    const { scope, signal, last, hasMemories, explicit } = task;
    const { store } = this.#options;
    if (!explicit && !hasMemories && (last?.askAgainAt ?? '') > askedAt) {
      const { outcome, reason, askAgainAt } = last!;
      return {
        ...NOTHING,
        outcome: outcome === 'blocked' ? outcome : 'unsupported',
        reason,
        askAgainAt,
      };
    }
    try {
      return await this.#readAndStore(task, askedAt);
    } catch (error) {
      signal?.throwIfAborted();
      // An event may have stored some since the run began.
      const stored = await store.memoriesAt(scope);
      const nothing =
        stored.length === 0 && error instanceof UnreadablePlaceError
          ? await this.#whyNothing(scope, error, last)
          : undefined;
      if (nothing) return nothing;
      return {
        ...NOTHING,
        outcome: 'failed',
        reason: this.#describe(scope, error),
        memories: stored.length,
      };
    }
  }

  /** The outcome where the error says that there is nothing to list, or that nobody may; nothing is known there. */
  async #whyNothing(
    scope: Scope,
    error: UnreadablePlaceError,
    last: ScopeEntry | undefined,
  ): Promise<Outcome | undefined> {
    const { clock, scopeLog } = this.#options;
    const askAgainAt = new Date(
      clock().getTime() + ASK_AGAIN_AFTER_MS,
    ).toISOString();
    if (error.blockedByPolicy) {
      const reason = error.message;
      return { ...NOTHING, outcome: 'blocked', reason, askAgainAt };
    }
    const isUnsupported =
      error.noSuchService &&
      !last?.completedAt &&
      (await scopeLog.isServedElsewhere(scope));
    if (!isUnsupported) return undefined;
    const reason = `${scope.region} has no AgentCore Memory, or is not enabled for the account (${error.message})`;
    return { ...NOTHING, outcome: 'unsupported', reason, askAgainAt };
  }

  /** What AWS said is fit to be shown; errors of databases hold statements and values. */
  #describe(scope: Scope, error: unknown): string {
    if (error instanceof UnreadablePlaceError) return error.message;
    this.#options.logger.error(
      `Scope ${formatScope(scope)} was not stored or published`,
      toError(error),
    );
    return 'What AWS said could not be stored or published; the log of the backend says why';
  }

  async #readAndStore(
    { scope, config, keys, hasMemories, signal }: ScopeTask,
    askedAt: string,
  ): Promise<Outcome> {
    const { inventory, store, publisher, remover } = this.#options;
    const stored = hasMemories ? await store.memoriesAt(scope) : [];
    const {
      memories: listed,
      notUnderstood,
      listLeftOut,
    } = await inventory.listMemories(scope, { signal });
    const answers = await readMemories(listed, {
      scope,
      inventory,
      store,
      keys,
      previous: byArn(stored),
      askedAt,
      signal,
    });
    const changes = await publisher.publish(await store.save(answers));
    const memories = answers.memories.length;
    const changed = changes.get(formatScope(scope)) ?? 0;
    const hasNew = memories > stored.length;
    if (notUnderstood.length > 0) {
      const all = notUnderstood.length + listed.length;
      const reason = `${notUnderstood.length} of ${all} listed memories not understood, so none is removed: ${notUnderstood[0]}`;
      return {
        ...NOTHING,
        outcome: 'failed',
        reason,
        memories,
        changed,
        hasNew,
      };
    }
    if (!hasMemories && memories === 0) {
      return { ...NOTHING, outcome: 'complete' };
    }
    const shown = new Set(answers.memories.map(({ facts }) => facts.arn));
    // A list that is left out is empty, but removes nothing by itself: each memory has to be said to be gone.
    const kept = listLeftOut
      ? await askOneByOne(
          stored.filter(({ arn }) => !shown.has(arn)),
          { inventory, store, askedAt, signal },
        )
      : [];
    const { removed, refusal } = await remover.removeUnlisted(
      scope,
      new Set([...shown, ...kept.map(({ arn }) => arn)]),
      askedAt,
      config.maxRemovalPercent,
    );
    const reason = kept.length > 0 ? describeLeftOut(kept.length) : refusal;
    return {
      outcome: reason ? 'failed' : 'complete',
      reason,
      memories,
      removed,
      changed: changed + removed,
      hasNew,
    };
  }

  /** One line for a change, not one for every run. */
  #logChange(
    scope: Scope,
    outcome: Outcome['outcome'],
    reason: string | undefined,
    last: ScopeEntry | undefined,
  ): void {
    const { logger } = this.#options;
    const text = `Scope ${formatScope(scope)} is ${outcome}`;
    if (outcome === 'failed') {
      logger.warn(`${text} and keeps its entities: ${reason}`);
    } else if (reason && outcome === 'complete') {
      logger.warn(`${text}, but ${reason}`);
    } else if (last) {
      logger.info(text);
    }
  }

  #now(): string {
    return this.#options.clock().toISOString();
  }
}

function byArn(memories: readonly StoredMemory[]): Map<string, StoredMemory> {
  return new Map(memories.map(memory => [memory.arn, memory]));
}

/** What AWS answered may hold characters that PostgreSQL refuses. */
function printable(text: string | undefined): string | undefined {
  return text?.replace(/[\p{Cc}\p{Cs}]/gu, '\ufffd').slice(0, MAX_REASON);
}

function describeLeftOut(kept: number): string {
  return `AWS left out the list of memories, and did not say of ${kept} that are known that they are gone; those are kept`;
}

function describeNotInCatalog(texts: readonly string[]): string | undefined {
  if (texts.length === 0) return undefined;
  const named = texts.slice(0, MAX_NAMED).join('; ');
  const more = texts.length > MAX_NAMED ? '; …' : '';
  return `${texts.length} of its memories not in the catalog: ${named}${more}`;
}
