import { BackendProcess } from './BackendProcess';
import { BackendSetup, Usage } from './backendMessages';

/** What a replica was doing at a moment: milliseconds, and megabytes of live heap. */
interface HeapSample {
  at: number;
  heap: number;
}

/** A replica of the portal, which is restarted now and then. Its counts go on over restarts. */
export class Replica {
  readonly heaps: HeapSample[] = [];
  /** How long it took to end after SIGTERM, in seconds. */
  readonly stops: number[] = [];
  restarts = 0;
  readonly #start: () => Promise<BackendProcess>;
  readonly #ended: BackendProcess[] = [];
  #backend?: BackendProcess;

  /** @param onLog - is told of warnings and errors */
  constructor(
    setup: BackendSetup,
    awsUrl: string,
    onLog: (line: string) => void,
  ) {
    this.#start = () => BackendProcess.start(setup, awsUrl, onLog);
  }

  async start(): Promise<void> {
    this.#backend = await this.#start();
  }

  async stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const backend = this.#backend;
    if (!backend) return;
    this.#backend = undefined;
    this.#ended.push(backend);
    const start = performance.now();
    await backend.stop(signal);
    if (signal === 'SIGTERM') {
      this.stops.push((performance.now() - start) / 1000);
    }
  }

  async restart(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    await this.stop(signal);
    this.restarts += 1;
    await this.start();
  }

  /** Resolves when it is in the middle of a run. */
  async scanning(): Promise<void> {
    await this.#backend!.scanning();
  }

  /** Runs over all scopes that ended, and scopes by outcome. */
  get runs(): number {
    return this.#all.reduce((sum, { runs }) => sum + runs.length, 0);
  }

  get scopes(): Map<string, number> {
    const sums = new Map<string, number>();
    for (const { scopes } of this.#all) {
      for (const [outcome, count] of scopes) {
        sums.set(outcome, (sums.get(outcome) ?? 0) + count);
      }
    }
    return sums;
  }

  usage(): Promise<Usage> {
    return this.#backend!.usage();
  }

  /** Notes the live heap, unless it is being restarted. */
  async sample(): Promise<void> {
    const heap = await this.#backend?.usage().then(
      usage => usage.heap,
      () => undefined,
    );
    if (heap !== undefined) this.heaps.push({ at: Date.now(), heap });
  }

  get #all(): BackendProcess[] {
    return [...this.#ended, ...(this.#backend ? [this.#backend] : [])];
  }
}
