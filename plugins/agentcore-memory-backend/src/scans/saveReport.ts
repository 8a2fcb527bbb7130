import { DatabaseService } from '@backstage/backend-plugin-api';
import { ScanReport } from 'backstage-plugin-agentcore-memory-common';
import { ReportRow, ScanRow, toReportRow, toScanRow } from './scanRows';

type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

/** Reports of each scope that are kept. */
const REPORTS_KEPT = 20;

/** How reports are ordered. */
export const NEWEST_FIRST = [
  { column: 'finished_at', order: 'desc' },
  { column: 'id', order: 'desc' },
];

/** Keeps what a report says about its scope. */
export async function saveHealth(
  db: Database,
  report: Parameters<typeof toScanRow>[0],
): Promise<void> {
  const { outcome } = report;
  await db<ScanRow>('scans')
    .insert(toScanRow(report))
    .onConflict('scope')
    .merge([
      'outcome',
      'reason',
      'last_attempt_at',
      'duration_ms',
      'calls',
      'throttles',
      'refused_listing',
      ...(outcome === 'complete'
        ? (['last_complete_at', 'memories'] as const)
        : []),
    ]);
}

/** Keeps a report, and forgets those of its scope that are older than the last twenty. */
export async function saveReport(
  db: Database,
  report: ScanReport,
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
