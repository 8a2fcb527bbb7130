import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { LoggerService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import { RunLog } from '../store/RunLog';

/** The process of a run shows this often that it is alive, in milliseconds. */
const BEAT_MS = 10_000;
/** One that has not shown it for this long is dead, in milliseconds. */
const SILENCE_MS = 35_000;

/** Backstage's scheduler, as far as scans need it. */
export interface ScanTasks {
  /** Starts a scheduled scan now, in any process. */
  triggerTask: (taskId: string) => Promise<void>;
  /** Takes the mark from a task that is marked as running; a run that goes on all the same is aborted. */
  cancelTask: (taskId: string) => Promise<void>;
}

/** What a starter works with. */
export interface ScanStarterOptions extends ScanTasks {
  runs: RunLog;
  taskIdOf: (providerId: string) => string;
  logger: LoggerService;
  /** Tests bring their own. */
  wait?: (ms: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Starts scans out of turn, also where the process that ran the last one was killed.
 *
 * Backstage's scheduler keeps such a task marked as running until its timeout. Whether a process still works on it
 * is told by the beats of its run; where it is silent, the mark is taken away.
 */
export class ScanStarter {
  readonly #options: ScanStarterOptions;
  /** Provider configs that this process scans. */
  readonly #running = new Set<string>();
  /** Provider configs whose runs are listened to. */
  readonly #listening = new Map<string, Promise<void>>();
  /** Of those, the ones of which a scan was asked for. */
  readonly #requested = new Set<string>();
  readonly #stopping = new AbortController();

  constructor(options: ScanStarterOptions) {
    this.#options = options;
  }

  /** Does a run, and shows to all processes that it goes on. One that the end of the process cuts off is left to the next. */
  async run(providerId: string, scan: () => Promise<void>): Promise<void> {
    const { runs, logger } = this.#options;
    const runId = randomUUID();
    const note = (error: unknown) =>
      logger.warn(`A run was not noted: ${toError(error).message}`);
    await runs.begin(providerId, runId);
    this.#running.add(providerId);
    const beating = setInterval(
      () => runs.beat(providerId, runId).catch(note),
      BEAT_MS,
    );
    beating.unref();
    let isCutOff = false;
    try {
      await scan();
    } catch (error) {
      isCutOff = this.#stopping.signal.aborted;
      throw error;
    } finally {
      clearInterval(beating);
      this.#running.delete(providerId);
      if (!isCutOff) await runs.end(providerId, runId).catch(note);
    }
  }

  /** Has a scan run now, or within a minute where it has to be found out whether one goes on. Never rejects. */
  async start(providerId: string): Promise<void> {
    const { triggerTask, taskIdOf, logger } = this.#options;
    try {
      await triggerTask(taskIdOf(providerId));
    } catch (error) {
      const { name, message } = toError(error);
      if (name !== 'ConflictError') {
        logger.warn(`No scan of ${providerId} was started: ${message}`);
      } else if (this.#running.has(providerId)) {
        logger.info(`A scan of ${providerId} goes on already`);
      } else {
        logger.info(
          `A scan of ${providerId} is marked as running; unless its process shows that it is alive, one is started within ${
            SILENCE_MS / 1000
          } s`,
        );
        this.#requested.add(providerId);
        this.#listen(providerId);
      }
    }
  }

  /** At the start of a process: a run that an earlier one left behind, or leaves behind later, is taken up. */
  async takeUp(providerId: string): Promise<void> {
    const pulse = await this.#options.runs.pulse(providerId);
    if (pulse !== undefined) {
      this.#listen(providerId);
    }
  }

  /** Resolves when no run of another process is listened to any more: each has ended, or was started anew. */
  async idle(): Promise<void> {
    await Promise.all(this.#listening.values());
  }

  stop(): void {
    this.#stopping.abort();
  }

  #listen(providerId: string): void {
    if (this.#listening.has(providerId)) return;
    const listening = this.#restartIfSilent(providerId)
      .catch(error => {
        if (this.#stopping.signal.aborted) return;
        this.#options.logger.warn(
          `No scan of ${providerId} was started: ${toError(error).message}`,
        );
      })
      .finally(() => {
        this.#listening.delete(providerId);
        this.#requested.delete(providerId);
      });
    this.#listening.set(providerId, listening);
  }

  /** Looks until the run has ended: in a rolling deployment its process is told to end only after this one has started. */
  async #restartIfSilent(providerId: string): Promise<void> {
    const { runs, triggerTask, cancelTask, taskIdOf, logger } = this.#options;
    const { wait = pause } = this.#options;
    const { signal } = this.#stopping;
    let before = await runs.pulse(providerId);
    for (let looks = 1; ; looks += 1) {
      await wait(SILENCE_MS, signal);
      signal.throwIfAborted();
      const after = await runs.pulse(providerId);
      if (this.#running.has(providerId)) return;
      const wasRequested = this.#requested.has(providerId);
      // It has ended; who asked for a scan meanwhile gets one.
      if (after === undefined && !wasRequested) return;
      if (after === undefined || after === before) break;
      if (wasRequested || looks === 1) {
        logger.info(
          `A scan of ${providerId} goes on in another process; it is started anew if that falls silent`,
        );
      }
      this.#requested.delete(providerId);
      before = after;
    }
    await cancelTask(taskIdOf(providerId)).catch(unlessConflict);
    await triggerTask(taskIdOf(providerId)).catch(unlessConflict);
  }
}

/** Another process was faster. */
function unlessConflict(error: unknown): void {
  if (toError(error).name !== 'ConflictError') throw error;
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await setTimeout(ms, undefined, { signal, ref: false });
}
