import { LoggerService, SchedulerService } from '@backstage/backend-plugin-api';
import { isError } from '@backstage/errors';
import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { HistoryBackfill } from 'backstage-plugin-agentcore-memory-node';
import {
  MemorySnapshot,
  SnapshotMemory,
  SnapshotReader,
} from '../scorecards/MemorySnapshot';
import { ownerKeyOf } from '../scorecards/ownerKeys';
import { Now, ScorecardReader } from '../scorecards/ScorecardReader';
import { MemoryNow } from './compareMemory';
import { HistoryRecorder } from './HistoryRecorder';
import { fromRecorded, toRecorded } from './recordPast';

const TASK_ID = 'agentcore-memory-history';
/** For what no scan reports: a date that passes, a group that goes, a day that ends. */
const EVERY = { minutes: 10 };
/** Changes are recorded this long after the first of them, in milliseconds, and all of them at once. */
const SOON_MS = 5_000;
/** The catalog shows almost every change within this, in milliseconds, after the last of them. */
const AFTERWARDS_MS = 40_000;

/** More memories than these are not read one by one. */
const MANY = 2_000;
/** Recording begins this late at last, in milliseconds: some scope may never be shown completely. */
const PATIENCE_MS = 15 * 60_000;

/** Records history: a task that one of all processes runs at a time. */
export class HistoryKeeper {
  readonly #reader: ScorecardReader;
  readonly #snapshots: Pick<SnapshotReader, 'readMemories' | 'readAll'>;
  readonly #recorder: HistoryRecorder;
  readonly #scheduler: Pick<SchedulerService, 'scheduleTask' | 'triggerTask'>;
  readonly #logger: LoggerService;
  readonly #backfill?: HistoryBackfill;
  readonly #onRecorded: (recorded: RecordedNow) => Promise<void>;
  readonly #now: () => Date;
  #waitsSince?: number;
  #soon?: NodeJS.Timeout;
  #afterwards?: NodeJS.Timeout;

  constructor(options: {
    reader: ScorecardReader;
    snapshots: Pick<SnapshotReader, 'readMemories' | 'readAll'>;
    recorder: HistoryRecorder;
    scheduler: Pick<SchedulerService, 'scheduleTask' | 'triggerTask'>;
    logger: LoggerService;
    backfill?: HistoryBackfill;
    /** Is called after each recording. Never rejects. */
    onRecorded: (recorded: RecordedNow) => Promise<void>;
    now?: () => Date;
  }) {
    this.#reader = options.reader;
    this.#snapshots = options.snapshots;
    this.#recorder = options.recorder;
    this.#scheduler = options.scheduler;
    this.#logger = options.logger;
    this.#backfill = options.backfill;
    this.#onRecorded = options.onRecorded;
    this.#now = options.now ?? (() => new Date());
  }

  async start(): Promise<void> {
    await this.#scheduler.scheduleTask({
      id: TASK_ID,
      scope: 'global',
      frequency: EVERY,
      timeout: { minutes: 10 },
      initialDelay: { seconds: 30 },
      fn: async () => {
        await this.record();
      },
    });
  }

  /** Something changed, and the catalog is about to show it. */
  changed(): void {
    this.#soon ??= this.#later(SOON_MS, () => {
      this.#soon = undefined;
    });
    clearTimeout(this.#afterwards);
    this.#afterwards = undefined;
    this.#onceMore();
  }

  #onceMore(): void {
    this.#afterwards ??= this.#later(AFTERWARDS_MS, () => {
      this.#afterwards = undefined;
    });
  }

  #later(ms: number, before: () => void): NodeJS.Timeout {
    const timer = setTimeout(() => {
      before();
      this.#trigger();
    }, ms);
    return timer.unref();
  }

  async #trigger(): Promise<void> {
    try {
      await this.#scheduler.triggerTask(TASK_ID);
    } catch (error) {
      if (isError(error) && error.name === 'ConflictError') {
        // It runs already, here or elsewhere, and may be past what changed.
        this.#onceMore();
        return;
      }
      this.#logger.warn('A change waits for the next recording', {
        error: String(error),
      });
    }
  }

  /** Records what is known now. Gives whether anything changed. */
  async record(): Promise<boolean> {
    // Before anything is read: who reads later must not be taken for who knows less.
    const at = this.#now();
    const now = await this.#reader.read();
    const { snapshot, memories } = now.view;
    if (!(await this.#recorder.isEmpty())) {
      return this.#record(at, now, await this.#lookAgain(now));
    }
    const listed = now.scopes.filter(({ lastCompleteAt }) => lastCompleteAt);
    if (listed.length === 0) return false;
    // Recording begins when the catalog shows what the scans found, so that the first day is a whole one.
    const isWhole = listed.every(isShownAmong(memories));
    const time = at.getTime();
    this.#waitsSince ??= time;
    if (!isWhole && time < this.#waitsSince + PATIENCE_MS) return false;
    for (const past of this.#backfill?.(toRecorded(now), at) ?? []) {
      await this.#recorder.record(fromRecorded(past, listed));
    }
    return this.#record(at, now, { memories, owners: snapshot.owners });
  }

  /**
   * This process may have heard late of what another one recorded already. So nothing is recorded to have happened to
   * a memory, or for an owner, that the catalog does not say now.
   */
  async #lookAgain(now: Now): Promise<Known> {
    const { memories, snapshot } = now.view;
    const refs = await this.#recorder.findDifferent(
      toMemoriesNow({ memories, owners: snapshot.owners }),
    );
    if (refs.length === 0) return { memories, owners: snapshot.owners };
    if (refs.length > MANY) {
      const fresh = await this.#snapshots.readAll();
      return {
        memories: this.#reader.asOfNow(fresh.memories, now),
        owners: fresh.owners,
      };
    }
    const fresh = await this.#snapshots.readMemories(refs);
    const asked = new Set(refs);
    // Whether these exist is known anew as well.
    const owners = new Map(snapshot.owners);
    fresh.memories.forEach(({ ownerRef }) => owners.delete(ownerRef));
    return {
      memories: [
        ...memories.filter(({ entityRef }) => !asked.has(entityRef)),
        ...this.#reader.asOfNow(fresh.memories, now),
      ],
      owners: new Map([...owners, ...fresh.owners]),
    };
  }

  async #record(at: Date, { scopes }: Now, known: Known): Promise<boolean> {
    const differs = await this.#recorder.record({
      at,
      memories: toMemoriesNow(known),
      scopes: scopes.map(
        ({ scope, lastCompleteAt, memories, notInCatalog }) => ({
          scope,
          ...(lastCompleteAt !== undefined && {
            listed: memories,
            listedAt: new Date(lastCompleteAt).toISOString(),
          }),
          notInCatalog,
        }),
      ),
    });
    await this.#onRecorded({ ...known, at, differs });
    // What is told of it waits until the catalog has settled.
    if (differs) this.#onceMore();
    return differs;
  }
}

/** What was recorded from. */
export interface RecordedNow extends Known {
  /** All that was recorded until then is known of these memories. */
  at: Date;
  /** Whether anything was recorded that was not before. */
  differs: boolean;
}

/** Memories, and the owners that exist. */
type Known = Pick<MemorySnapshot, 'memories' | 'owners'>;

function toMemoriesNow({ memories, owners }: Known): MemoryNow[] {
  return memories.map(memory => ({
    ...memory,
    ownerKey: ownerKeyOf(memory, owners),
  }));
}

/** Tells of a scope whether these are all of its memories that the catalog shows. */
function isShownAmong(memories: readonly SnapshotMemory[]) {
  const counts = new Map<string, number>();
  for (const { scope } of memories) {
    counts.set(scope, (counts.get(scope) ?? 0) + 1);
  }
  return ({ scope, memories: listed, notInCatalog }: ScopeHealth) =>
    (counts.get(scope) ?? 0) >= listed - notInCatalog;
}
