import { randomUUID } from 'node:crypto';
import { justWait, Wait } from '../wait';
import { isError } from '@backstage/errors';
import {
  ContentsErrorKind,
  MemoryContents,
} from 'backstage-plugin-agentcore-memory-node';
import { MemorySide, MigrationOptions } from './MigrationOptions';
import { PayloadBudget } from './PayloadBudget';
import { ProgressMeter } from './Progress';
import { namespaceMapper, StrategyMap } from './recordMapping';
import { RecordBatch } from './RecordBatch';

/** Tries a call gets, beside those that the SDK makes. */
const TRIES = 4;
const FIRST_PAUSE_MS = 500;
/** So many sessions in a row that can't be read are no accident. */
const MAX_FAILURES_IN_A_ROW = 20;

/** What kind of answer a failed call for contents got; undefined for other errors. */
export function contentsErrorKind(
  error: unknown,
): ContentsErrorKind | undefined {
  return isError(error) && error.name === 'ContentsError'
    ? (error as { kind?: ContentsErrorKind }).kind
    : undefined;
}

/** The run can't go on. The message says why. */
class StopError extends Error {}

/** What all passes of a run have in common. Nothing of it outlives the process: what is on both sides says it all. */
export class Run {
  readonly contents: MemoryContents;
  readonly from: MemorySide;
  readonly to: MemorySide;
  readonly strategies: StrategyMap;
  readonly mapNamespace: (namespace: string) => string;
  readonly payloads: PayloadBudget;
  readonly progress: ProgressMeter;
  readonly sessionsAtOnce: number;
  /** Tells the tries of this run from those of others. */
  readonly id = randomUUID();
  /** How many records of a digest the target holds as soon as its listings show what this run wrote. */
  readonly expected = new Map<string, number>();
  /** Batches to which AWS has not answered: they may be written or not. */
  readonly inDoubt: RecordBatch[] = [];
  readonly #stopping = new AbortController();
  readonly #signal: AbortSignal;
  readonly #wait: Wait;
  readonly #aborted?: AbortSignal;
  #failuresInARow = 0;

  constructor(options: MigrationOptions, readonly writes: boolean) {
    this.contents = options.contents;
    this.from = options.from;
    this.to = options.to;
    this.strategies = options.strategies;
    this.mapNamespace = namespaceMapper(options.strategies);
    this.payloads = new PayloadBudget(options.payloadBytes ?? 32 * 1024 * 1024);
    this.progress = new ProgressMeter(options.onProgress);
    this.sessionsAtOnce = options.sessionsAtOnce ?? 64;
    this.#aborted = options.signal;
    this.#signal = options.signal
      ? AbortSignal.any([options.signal, this.#stopping.signal])
      : this.#stopping.signal;
    this.#wait = options.wait ?? justWait;
  }

  /** For every call. */
  get options(): { signal: AbortSignal } {
    return { signal: this.#signal };
  }

  /** Why the run was stopped; undefined while it goes on. */
  get stopped(): string | undefined {
    const { aborted, reason } = this.#stopping.signal;
    return aborted ? (reason as Error).message : undefined;
  }

  /** Throws when the run was aborted or stopped. */
  check(): void {
    this.#signal.throwIfAborted();
  }

  /** Throws when whoever asked for the run does not want it any more. */
  checkAborted(): void {
    this.#aborted?.throwIfAborted();
  }

  async wait(ms: number): Promise<void> {
    if (ms > 0) await this.#wait(ms, this.#signal);
  }

  /** Makes a call again where AWS does not answer; a read also where AWS refuses, as while a memory is updated. */
  async ask<T>(call: () => Promise<T>, isRead: boolean = true): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      this.check();
      try {
        return await call();
      } catch (error) {
        this.check();
        const kind = contentsErrorKind(error);
        const again = kind === 'unanswered' || (isRead && kind === 'refused');
        if (!again || attempt >= TRIES) throw error;
        await this.wait(FIRST_PAUSE_MS * 2 ** (attempt - 1));
      }
    }
  }

  /** Stops the run with an error that will come again; returns the message of one that concerns a part only. */
  failed(error: unknown): string {
    this.checkAborted();
    const kind = contentsErrorKind(error);
    const { message } = error as Error;
    if (kind === undefined && this.stopped === undefined) throw error;
    this.#failuresInARow += 1;
    const isHopeless = this.#failuresInARow >= MAX_FAILURES_IN_A_ROW;
    if (kind !== 'unanswered' || isHopeless) this.stop(message);
    return message;
  }

  succeeded(): void {
    this.#failuresInARow = 0;
  }

  stop(message: string): void {
    if (!this.#stopping.signal.aborted) {
      this.#stopping.abort(new StopError(message));
    }
  }
}
