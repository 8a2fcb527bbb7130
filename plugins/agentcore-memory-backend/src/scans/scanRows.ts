import {
  formatScope,
  parseScope,
  ScanReport,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';

/** What is kept of a scope's health; whether it is stale depends on when one asks. */
export type StoredHealth = Omit<ScopeHealth, 'stale'>;

/** A row of `scans`. */
export interface ScanRow {
  scope: string;
  provider_id: string;
  outcome: ScopeHealth['outcome'];
  reason: string | null;
  last_attempt_at: string;
  last_complete_at: string | null;
  memories: number;
  duration_ms: number;
  /** JSON. */
  calls: string;
  throttles: number;
  refused_listing: string | null;
}

/** A row of `scan_reports`. */
export interface ReportRow {
  id: number;
  scope: string;
  provider_id: string;
  started_at: string;
  finished_at: string;
  outcome: ScanReport['outcome'];
  reason: string | null;
  memories: number;
  removed: number;
  /** JSON. */
  calls: string;
  throttles: number;
  refused_listing: string | null;
}

/** The health after this report, where it is the first one of its scope. */
export function toScanRow(
  report: ScanReport & { outcome: ScanRow['outcome'] },
): ScanRow {
  const { startedAt, finishedAt } = report;
  return {
    scope: formatScope(report),
    provider_id: report.providerId,
    outcome: report.outcome,
    reason: report.reason ?? null,
    last_attempt_at: finishedAt,
    last_complete_at: report.outcome === 'complete' ? finishedAt : null,
    memories: report.memories,
    // A clock that was set back in between must not make a scan end before it began.
    duration_ms: Math.max(0, Date.parse(finishedAt) - Date.parse(startedAt)),
    calls: JSON.stringify(report.calls),
    throttles: report.throttles,
    refused_listing: report.refusedListing ?? null,
  };
}

/** What a row of `scans` says. */
export function toHealth(row: ScanRow): StoredHealth {
  return {
    scope: row.scope,
    outcome: row.outcome,
    ...(row.reason !== null && { reason: row.reason }),
    lastAttemptAt: row.last_attempt_at,
    ...(row.last_complete_at !== null && {
      lastCompleteAt: row.last_complete_at,
    }),
    memories: row.memories,
    durationMs: row.duration_ms,
    calls: JSON.parse(row.calls),
    throttles: row.throttles,
    ...(row.refused_listing !== null && {
      refusedListing: row.refused_listing,
    }),
  };
}

/** The row of a report. */
export function toReportRow(report: ScanReport): Omit<ReportRow, 'id'> {
  return {
    scope: formatScope(report),
    provider_id: report.providerId,
    started_at: report.startedAt,
    finished_at: report.finishedAt,
    outcome: report.outcome,
    reason: report.reason ?? null,
    memories: report.memories,
    removed: report.removed,
    calls: JSON.stringify(report.calls),
    throttles: report.throttles,
    refused_listing: report.refusedListing ?? null,
  };
}

/** What a row of `scan_reports` says; nothing if its scope is not one. */
export function toReports(row: ReportRow): ScanReport[] {
  const scope = parseScope(row.scope);
  if (!scope) return [];
  return [
    {
      ...scope,
      startedAt: row.started_at,
      finishedAt: row.finished_at,
      outcome: row.outcome,
      ...(row.reason !== null && { reason: row.reason }),
      memories: row.memories,
      removed: row.removed,
      calls: JSON.parse(row.calls),
      throttles: row.throttles,
      ...(row.refused_listing !== null && {
        refusedListing: row.refused_listing,
      }),
    },
  ];
}
