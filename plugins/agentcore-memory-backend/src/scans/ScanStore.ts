import {
  formatScope,
  RunFinished,
  ScanReport,
  Scope,
} from 'backstage-plugin-agentcore-memory-common';
import { Database } from '../openDatabase';
import {
  countRefresh,
  NEWEST_FIRST,
  saveHealth,
  saveReport,
} from './scanQueries';
import {
  ReportRow,
  ScanRow,
  StoredHealth,
  toHealth,
  toReports,
} from './scanRows';

/**
 * A scope that has not reported for this long, in milliseconds, is forgotten: thirty days. It is how the scopes
 * of a provider go that was taken out of the configuration, since no run of it ends any more.
 */
export const FORGOTTEN_AFTER_MS = 30 * 24 * 3600_000;

/** Every scorecard asks for all scopes, so they are read at most once in this many milliseconds. */
const LIST_AGE_MS = 1_000;

/** Keeps how reading each scope went, last and the times before. */
export class ScanStore {
  readonly #db: Database;
  readonly #now: () => number;
  #listed?: { at: number; rows: Promise<StoredHealth[]> };

  constructor(db: Database, now: () => number = Date.now) {
    this.#db = db;
    this.#now = now;
  }

  /**
   * Keeps the report of a scan, and counts that of a look because of an event: single memories that were read
   * again say nothing about the scope. Gives whether the report shows another health of the scope than the one
   * before: another outcome, reason or number of memories that the catalog lacks.
   */
  async save({ outcome, ...rest }: ScanReport): Promise<boolean> {
    let differs = false;
    if (outcome === 'refreshed') {
      await countRefresh(this.#db, formatScope(rest));
    } else {
      const report = { ...rest, outcome };
      differs = await this.#db.transaction(async tx => {
        await saveReport(tx, report);
        return saveHealth(tx, report, this.#now());
      });
    }
    this.#listed = undefined;
    return differs;
  }

  /**
   * A run over all scopes of a provider has ended: forgets its scopes that did not report since the start of it,
   * those of any provider that have not for thirty days, and the reports of both.
   */
  async forgetBefore({
    providerId,
    startedAt,
  }: Pick<RunFinished, 'providerId' | 'startedAt'>): Promise<void> {
    const longAgo = new Date(this.#now() - FORGOTTEN_AFTER_MS).toISOString();
    await this.#db.transaction(async tx => {
      await tx<ScanRow>('scans')
        .where(own =>
          own
            .where('provider_id', providerId)
            .andWhere('last_attempt_at', '<', startedAt),
        )
        .orWhere('last_attempt_at', '<', longAgo)
        .delete();
      await tx<ReportRow>('scan_reports')
        .whereNotIn('scope', tx<ScanRow>('scans').select('scope'))
        .delete();
    });
    this.#listed = undefined;
  }

  /** Every scope that has reported, by name; what other processes kept shows up within a second. */
  list(): Promise<StoredHealth[]> {
    const now = this.#now();
    if (!this.#listed || now - this.#listed.at >= LIST_AGE_MS) {
      const listed = { at: now, rows: this.#readAll() };
      this.#listed = listed;
      listed.rows.catch(() => {
        if (this.#listed === listed) this.#listed = undefined;
      });
    }
    return this.#listed.rows;
  }

  /** Whether a scope has ever reported. */
  async has(scope: Scope): Promise<boolean> {
    const row = await this.#db<ScanRow>('scans')
      .where('scope', formatScope(scope))
      .first('scope');
    return row !== undefined;
  }

  /** The last reports of a scope, newest first. */
  async reportsOf(scope: Scope): Promise<ScanReport[]> {
    const rows = await this.#db<ReportRow>('scan_reports')
      .where('scope', formatScope(scope))
      .orderBy(NEWEST_FIRST);
    return rows.flatMap(toReports);
  }

  async #readAll(): Promise<StoredHealth[]> {
    const rows = await this.#db<ScanRow>('scans').orderBy('scope');
    return rows.map(toHealth);
  }
}
