import { Database } from '../openDatabase';
import {
  ReportRow,
  ScanRow,
  toReportRow,
  toScanRow,
  WholeReport,
} from './scanRows';

/** Reports of each scope that are kept. */
const REPORTS_KEPT = 20;

/** The order of reports. */
export const NEWEST_FIRST = [
  { column: 'finished_at', order: 'desc' },
  { column: 'id', order: 'desc' },
];

/**
 * Keeps what a report says about its scope. Only a complete listing changes when the last complete one was and
 * what it showed. Gives whether outcome, reason or what the catalog lacks differ from what was kept.
 */
export async function saveHealth(
  db: Database,
  report: WholeReport,
  now: number,
): Promise<boolean> {
  const row = toScanRow(report, now);
  const before = await db<ScanRow>('scans').where('scope', row.scope).first();
  await db<ScanRow>('scans')
    .insert(row)
    .onConflict('scope')
    .merge([
      'outcome',
      'reason',
      'last_attempt_at',
      'duration_ms',
      'calls',
      'throttles',
      'not_in_catalog',
      ...(report.outcome === 'complete'
        ? (['last_complete_at', 'memories'] as const)
        : []),
    ]);
  return (
    before?.outcome !== row.outcome ||
    before.reason !== row.reason ||
    before.not_in_catalog !== row.not_in_catalog
  );
}

/** Counts a look because of an event; none of a scope that no scan has reported yet. */
export async function countRefresh(db: Database, scope: string): Promise<void> {
  await db<ScanRow>('scans').where('scope', scope).increment('refreshes', 1);
}

/** Keeps a report, and forgets those of its scope that are older than the last twenty. */
export async function saveReport(
  db: Database,
  report: WholeReport,
): Promise<void> {
  const row = toReportRow(report);
  await db<ReportRow>('scan_reports').insert(row);
  await db<ReportRow>('scan_reports')
    .where('scope', row.scope)
    .whereNotIn(
      'id',
      db<ReportRow>('scan_reports')
        .where('scope', row.scope)
        .orderBy(NEWEST_FIRST)
        .limit(REPORTS_KEPT)
        .select('id'),
    )
    .delete();
}
