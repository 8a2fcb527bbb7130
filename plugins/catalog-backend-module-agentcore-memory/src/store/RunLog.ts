import { Database, RUNS } from './rows';

interface RunRow {
  provider_id: string;
  run_id: string;
  beats: number;
}

/**
 * Which runs go on, shown to all processes. Whether the process of a run is alive is told by its beats alone, so that
 * no clocks are compared.
 */
export class RunLog {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  /** A run begins; what is left of an earlier one that was killed is forgotten. */
  async begin(providerId: string, runId: string): Promise<void> {
    await this.#db<RunRow>(RUNS)
      .insert({ provider_id: providerId, run_id: runId, beats: 0 })
      .onConflict('provider_id')
      .merge();
  }

  /** The run goes on. */
  async beat(providerId: string, runId: string): Promise<void> {
    await this.#db<RunRow>(RUNS)
      .where({ provider_id: providerId, run_id: runId })
      .increment('beats', 1);
  }

  async end(providerId: string, runId: string): Promise<void> {
    await this.#db<RunRow>(RUNS)
      .where({ provider_id: providerId, run_id: runId })
      .delete();
  }

  /** Changes while a run goes on. `undefined`: there is none. */
  async pulse(providerId: string): Promise<string | undefined> {
    const row = await this.#db<RunRow>(RUNS)
      .where({ provider_id: providerId })
      .first();
    return row && `${row.run_id} ${row.beats}`;
  }
}
