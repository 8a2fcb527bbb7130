import {
  formatScope,
  parseScope,
  ScanReport,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';

/** The report of a scan: of a whole scope, and not of single memories because of an event. */
export type WholeReport = ScanReport & { outcome: ScopeHealth['outcome'] };

/** What is kept of a scope's health; whether it is stale depends on the time of the question. */
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
  not_in_catalog: number;
  refreshes: number;
}

/** A row of `scan_reports`. */
export interface ReportRow {
  id: number;
  scope: string;
  provider_id: string;
  started_at: string;
  finished_at: string;
  outcome: WholeReport['outcome'];
  reason: string | null;
  memories: number;
  removed: number;
  /** JSON. */
  calls: string;
  throttles: number;
  changed: number;
  not_in_catalog: number;
}

/**
 * The health after this report, where it is the first one of its scope.
 *
 * @param now - in milliseconds; a listing that claims to have ended later would look fresh for too long
 */
export function toScanRow(report: WholeReport, now: number): ScanRow {
  const { startedAt, finishedAt } = report;
  const finished = Date.parse(finishedAt);
  return {
    scope: formatScope(report),
    provider_id: report.providerId,
    outcome: report.outcome,
    reason: report.reason ?? null,
    last_attempt_at: finishedAt,
    last_complete_at:
      report.outcome === 'complete'
        ? new Date(Math.min(finished, now)).toISOString()
        : null,
    memories: report.memories,
    // A clock that was set back in between must not make a scan end before it began.
    duration_ms: Math.max(0, finished - Date.parse(startedAt)),
    calls: JSON.stringify(report.calls),
    throttles: report.throttles,
    not_in_catalog: report.notInCatalog,
    refreshes: 0,
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
    notInCatalog: row.not_in_catalog,
    refreshes: row.refreshes,
  };
}

/** The row of a report. */
export function toReportRow(report: WholeReport): Omit<ReportRow, 'id'> {
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
    changed: report.changed,
    not_in_catalog: report.notInCatalog,
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
      changed: row.changed,
      notInCatalog: row.not_in_catalog,
    },
  ];
}
