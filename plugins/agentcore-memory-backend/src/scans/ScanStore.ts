import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import {
  formatScope,
  RunFinished,
  ScanReport,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';

type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

interface ScanRow {
  scope: string;
  provider_id: string;
  outcome: ScopeHealth['outcome'];
  reason: string | null;
  last_attempt_at: string;
  last_complete_at: string | null;
  memories: number;
}

const MIGRATIONS = resolvePackagePath(
  'backstage-plugin-agentcore-memory-backend',
  'migrations',
);

/** Keeps how reading each scope went last. */
export class ScanStore {
  readonly #db: Database;

  private constructor(db: Database) {
    this.#db = db;
  }

  /** Brings the plugin's database up to date. */
  static async create(database: DatabaseService): Promise<ScanStore> {
    const db = await database.getClient();
    if (!database.migrations?.skip) {
      await db.migrate.latest({ directory: MIGRATIONS });
    }
    return new ScanStore(db);
  }

  /** Keeps a report. A failure changes neither the last complete listing nor what it showed. */
  async save(report: ScanReport & { outcome: ScopeHealth['outcome'] }) {
    const complete = report.outcome === 'complete';
    await this.#db<ScanRow>('scans')
      .insert({
        scope: formatScope(report),
        provider_id: report.providerId,
        outcome: report.outcome,
        reason: report.reason ?? null,
        last_attempt_at: report.finishedAt,
        last_complete_at: complete ? report.finishedAt : null,
        memories: report.memories,
      })
      .onConflict('scope')
      .merge([
        'outcome',
        'reason',
        'last_attempt_at',
        ...(complete ? (['last_complete_at', 'memories'] as const) : []),
      ]);
  }

  /** Forgets the scopes of a provider that did not report since the start of its last run. */
  async forgetBefore({ providerId, startedAt }: RunFinished): Promise<void> {
    await this.#db<ScanRow>('scans')
      .where('provider_id', providerId)
      .andWhere('last_attempt_at', '<', startedAt)
      .delete();
  }

  /** Every scope that has reported, by name. */
  async list(): Promise<ScopeHealth[]> {
    const rows = await this.#db<ScanRow>('scans').orderBy('scope');
    return rows.map(row => ({
      scope: row.scope,
      outcome: row.outcome,
      ...(row.reason !== null && { reason: row.reason }),
      lastAttemptAt: row.last_attempt_at,
      ...(row.last_complete_at !== null && {
        lastCompleteAt: row.last_complete_at,
      }),
      memories: row.memories,
    }));
  }
}
