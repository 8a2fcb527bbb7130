import { isAccountId, isRegion, parseMemoryArn } from './facts';

/** Topic on which providers publish `ScanReport`s. @public */
export const TOPIC_SCAN_REPORT = 'agentcore-memory.scan-report';

/**
 * Topic that asks providers to read one memory again: a `MemoryChanged`. It is a hint, never a fact: what is
 * written is what AWS then says.
 *
 * @public
 */
export const TOPIC_MEMORY_CHANGED = 'agentcore-memory.memory-changed';

/** How reading one scope went. @public */
export interface ScanReport {
  providerId: string;
  accountId: string;
  region: string;
  /** ISO 8601. */
  startedAt: string;
  /** ISO 8601. */
  finishedAt: string;
  /**
   * `complete`: listed whole and committed. `failed`: not listed, nothing was removed. `refreshed`: single
   * memories were read again and committed.
   */
  outcome: 'complete' | 'failed' | 'refreshed';
  /** Why it failed, in words without secrets. */
  reason?: string;
  /** Memories that the listing showed. */
  memories: number;
}

/** Topic on which providers say that a run over all their scopes has ended: a `RunFinished`. @public */
export const TOPIC_RUN_FINISHED = 'agentcore-memory.run-finished';

/** Every scope that is configured has reported since the start of this run; others are history. @public */
export interface RunFinished {
  providerId: string;
  /** ISO 8601. */
  startedAt: string;
}

/** Names one memory that changed. @public */
export interface MemoryChanged {
  arn: string;
}

function fields(payload: unknown): Record<string, unknown> {
  return typeof payload === 'object' && payload !== null
    ? (payload as Record<string, unknown>)
    : {};
}

/** Reads an event's payload; `undefined` if it is not a scan report. @public */
export function readScanReport(payload: unknown): ScanReport | undefined {
  const report = fields(payload);
  const valid =
    typeof report.providerId === 'string' &&
    isAccountId(String(report.accountId)) &&
    isRegion(String(report.region)) &&
    [report.startedAt, report.finishedAt].every(
      date => typeof date === 'string' && !Number.isNaN(Date.parse(date)),
    ) &&
    ['complete', 'failed', 'refreshed'].includes(String(report.outcome)) &&
    Number.isInteger(report.memories) &&
    (report.reason === undefined || typeof report.reason === 'string');
  return valid ? (payload as ScanReport) : undefined;
}

/** Reads an event's payload; `undefined` if it is not the end of a run. @public */
export function readRunFinished(payload: unknown): RunFinished | undefined {
  const { providerId, startedAt } = fields(payload);
  return typeof providerId === 'string' &&
    typeof startedAt === 'string' &&
    !Number.isNaN(Date.parse(startedAt))
    ? { providerId, startedAt }
    : undefined;
}

/** Reads an event's payload; `undefined` if it does not name a memory. @public */
export function readMemoryChanged(payload: unknown): MemoryChanged | undefined {
  const { arn } = fields(payload);
  return typeof arn === 'string' && parseMemoryArn(arn) ? { arn } : undefined;
}
