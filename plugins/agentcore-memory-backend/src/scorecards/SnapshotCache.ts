import { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError, toError } from '@backstage/errors';
import { MemorySnapshot, SnapshotReader } from './MemorySnapshot';

/**
 * The catalog shows a change some seconds after it was reported, so the scope is read again this long after the
 * report, in milliseconds, each time at the first request from then on.
 */
const READ_AFTER_MS = [0, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000];
/** When the end of a run has all read again: scopes that are no longer configured leave the catalog by then. */
const READ_ALL_AFTER_MS = [0, 30_000];
/** Readings begin at least this long after each other, in milliseconds. */
const PAUSE_MS = 1_000;
/** After everything was read, it is not read again for this many times as long as that took. */
const PAUSE_FACTOR = 10;
/** More scopes than these are not read one by one. */
const MAX_SCOPES = 50;
/** Everything is read again after this long, in milliseconds, for what was never reported. */
const ALL_AGE_MS = 10 * 60_000;
/** Groups and users come and go without a report, so it is read again after this long which of them exist. */
const OWNERS_AGE_MS = 60_000;
/** A request waits this long for a reading before it gets the snapshot from before. */
const PATIENCE_MS = 1_000;

/** A change that the catalog may not show yet. */
interface Change {
  reportedAt: number;
  /** When the last reading that should show it began. */
  readAt: number;
}

function isDue(
  { reportedAt, readAt }: Change,
  delays: readonly number[],
  now: number,
): boolean {
  return delays
    .map(ms => reportedAt + ms)
    .some(dueAt => readAt < dueAt && dueAt <= now);
}

function isSettled(change: Change, delays: readonly number[]): boolean {
  return change.readAt >= change.reportedAt + Math.max(...delays);
}

/**
 * Keeps a snapshot of the catalog's memories, so that requests are answered from memory. After a change only the
 * scopes that changed are read again. Nothing is read without a request.
 */
export class SnapshotCache {
  readonly #reader: Omit<SnapshotReader, 'readMemories' | 'readMemoriesUnder'>;
  readonly #logger: LoggerService;
  readonly #now: () => number;
  readonly #changes = new Map<string, Change>();
  #runFinished?: Change;
  #snapshot?: MemorySnapshot;
  #reading?: Promise<void>;
  /** When the last reading of any kind began. */
  #readAt = -Infinity;
  #allReadAt = -Infinity;
  #allDueFrom = -Infinity;
  #ownersReadAt = -Infinity;

  constructor(options: {
    reader: Omit<SnapshotReader, 'readMemories' | 'readMemoriesUnder'>;
    logger: LoggerService;
    now?: () => number;
  }) {
    this.#reader = options.reader;
    this.#logger = options.logger;
    this.#now = options.now ?? Date.now;
  }

  /** Memories of a scope were handed to the catalog or taken out of it, and it will show that soon. */
  scopeChanged(scope: string): void {
    const readAt = this.#changes.get(scope)?.readAt ?? -Infinity;
    this.#changes.set(scope, { reportedAt: this.#now(), readAt });
  }

  /** A run has ended that knew every scope of its provider; others may leave the catalog without a report. */
  runFinished(): void {
    this.#runFinished = { reportedAt: this.#now(), readAt: -Infinity };
  }

  /**
   * The last snapshot, brought up to date if that is due and does not take long. Rejects with a
   * `ServiceUnavailableError` when the catalog has never been read and cannot be.
   */
  async get(): Promise<MemorySnapshot> {
    const reading = this.#reading ?? this.#startIfDue();
    if (reading && this.#snapshot) {
      await Promise.race([reading, delay(PATIENCE_MS)]);
    } else {
      await reading;
    }
    if (!this.#snapshot) {
      throw new ServiceUnavailableError(
        'The catalog could not be read, so no memory is known yet',
      );
    }
    return this.#snapshot;
  }

  #startIfDue(): Promise<void> | undefined {
    const now = this.#now();
    const snapshot = this.#snapshot;
    if (!snapshot) return this.#readAll(now);
    if (now < this.#readAt + PAUSE_MS) return undefined;

    const scopes = [...this.#changes]
      .filter(([, change]) => isDue(change, READ_AFTER_MS, now))
      .map(([scope]) => scope);
    const wantsAll =
      scopes.length > MAX_SCOPES ||
      now >= this.#allReadAt + ALL_AGE_MS ||
      (this.#runFinished && isDue(this.#runFinished, READ_ALL_AFTER_MS, now));
    if (wantsAll && now >= this.#allDueFrom) return this.#readAll(now);
    if (scopes.length > 0 && scopes.length <= MAX_SCOPES) {
      return this.#read(now, async () => {
        this.#snapshot = await this.#reader.readScopes(snapshot, scopes);
        this.#settle(scopes, now);
      });
    }
    if (now >= this.#ownersReadAt + OWNERS_AGE_MS) {
      return this.#read(now, async () => {
        this.#snapshot = await this.#reader.readOwners(snapshot);
        this.#ownersReadAt = now;
      });
    }
    return undefined;
  }

  #readAll(now: number): Promise<void> {
    return this.#read(now, async () => {
      try {
        this.#snapshot = await this.#reader.readAll();
        this.#allReadAt = now;
        this.#ownersReadAt = now;
        this.#settle([...this.#changes.keys()], now);
        if (this.#runFinished) this.#runFinished.readAt = now;
      } finally {
        const ended = this.#now();
        this.#allDueFrom = ended + PAUSE_FACTOR * (ended - now);
      }
    });
  }

  /** Notes that scopes were read, and forgets those that the catalog had time enough to show. */
  #settle(scopes: readonly string[], now: number): void {
    for (const scope of scopes) {
      const change = this.#changes.get(scope);
      if (!change) continue;
      change.readAt = now;
      if (isSettled(change, READ_AFTER_MS)) this.#changes.delete(scope);
    }
  }

  /** One reading at a time; one that fails leaves the snapshot as it is, and is due again. */
  #read(now: number, task: () => Promise<void>): Promise<void> {
    this.#readAt = now;
    const reading = task()
      .catch(error => {
        this.#logger.warn('The catalog could not be read', toError(error));
      })
      .finally(() => {
        this.#reading = undefined;
      });
    this.#reading = reading;
    return reading;
  }
}

function delay(ms: number): Promise<void> {
  return new Promise(resolve => {
    setTimeout(resolve, ms).unref();
  });
}
