import {
  isAccountId,
  isProviderId,
  isRegion,
  parseMemoryArn,
  parseScope,
  Scope,
} from './facts';

/** Topic on which providers publish `ScanReport`s. @public */
export const TOPIC_SCAN_REPORT = 'agentcore-memory.scan-report';

/**
 * Topic that asks providers to read one memory again: a `MemoryChanged`. It is a hint, never a fact: what is
 * written is what AWS then says.
 *
 * @public
 */
export const TOPIC_MEMORY_CHANGED = 'agentcore-memory.memory-changed';

/** Topic that asks providers to scan at once: a `ScanRequest`. @public */
export const TOPIC_SCAN_REQUESTED = 'agentcore-memory.scan-requested';

/**
 * Topic for events of AWS as EventBridge delivers them, from a queue or over HTTP. They are hints as well.
 * Without dots, so that it can be a key in the configuration.
 *
 * @public
 */
export const TOPIC_AWS_EVENTS = 'agentcore-memory-aws-events';

/** Channel of the signals that tell browsers to ask again. @public */
export const SIGNAL_CHANNEL = 'agentcore-memory';

/**
 * How reading a scope went:
 * - `complete`: listed whole and committed;
 * - `failed`: not listed, or the listing is not believed yet; nothing was removed;
 * - `refreshed`: single memories were read again and committed;
 * - `unsupported`: the region has no AgentCore Memory, or is not enabled for the account, and the catalog
 *   holds nothing of it;
 * - `blocked`: a policy of the organisation denies the listing, and no memory is known there.
 *
 * @public
 */
export type ScanOutcome =
  | 'complete'
  | 'failed'
  | 'refreshed'
  | 'unsupported'
  | 'blocked';

const SCAN_OUTCOMES: readonly unknown[] = [
  'complete',
  'failed',
  'refreshed',
  'unsupported',
  'blocked',
] satisfies ScanOutcome[];

/** How reading one scope went. @public */
export interface ScanReport {
  /** Id of the provider config. */
  providerId: string;
  /** Twelve-digit AWS account id. */
  accountId: string;
  /** AWS region, such as `eu-central-1`. */
  region: string;
  /** ISO 8601. */
  startedAt: string;
  /** ISO 8601. */
  finishedAt: string;
  /** How the scan of the scope ended. */
  outcome: ScanOutcome;
  /** Why it failed, or what the catalog does not show, in words without secrets. */
  reason?: string;
  /** Memories that the listing showed. */
  memories: number;
  /** Memories that were removed from the catalog. */
  removed: number;
  /** Calls to AWS by IAM action, retries included. */
  calls: Record<string, number>;
  /** Calls that AWS answered with "too fast". */
  throttles: number;
  /** Memories whose entities were handed to the catalog or taken out of it. */
  changed: number;
  /** Memories that AWS has and the catalog does not show: it lost or refused them. */
  notInCatalog: number;
}

/** Topic on which providers say that a run over all their scopes has ended: a `RunFinished`. @public */
export const TOPIC_RUN_FINISHED = 'agentcore-memory.run-finished';

/** A run over the scopes of a provider has ended; it commits nothing any more. @public */
export interface RunFinished {
  /** Id of the provider config. */
  providerId: string;
  /** ISO 8601. */
  startedAt: string;
  /** Whether every scope that is configured has reported since the start of the run; others are history. */
  complete: boolean;
}

/** Names one memory that changed. @public */
export interface MemoryChanged {
  /** ARN of the memory. */
  arn: string;
}

/** Asks for a scan of one scope, or of all. @public */
export interface ScanRequest {
  /** `<provider id>/<account>/<region>`, or `all`: every scope of every provider. */
  scope: string;
}

function fields(payload: unknown): Record<string, unknown> {
  return typeof payload === 'object' && payload !== null
    ? (payload as Record<string, unknown>)
    : {};
}

function isDate(value: unknown): boolean {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isCount(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 0;
}

function isOptionalText(value: unknown): boolean {
  return value === undefined || typeof value === 'string';
}

/** Reads an event's payload; `undefined` if it is not a scan report. @public */
export function readScanReport(payload: unknown): ScanReport | undefined {
  const report = fields(payload);
  const valid =
    isProviderId(String(report.providerId)) &&
    isAccountId(String(report.accountId)) &&
    isRegion(String(report.region)) &&
    [report.startedAt, report.finishedAt].every(isDate) &&
    SCAN_OUTCOMES.includes(report.outcome) &&
    [
      report.memories,
      report.removed,
      report.throttles,
      report.changed,
      report.notInCatalog,
    ].every(isCount) &&
    Object.values(fields(report.calls)).every(isCount) &&
    typeof report.calls === 'object' &&
    isOptionalText(report.reason);
  return valid ? (payload as ScanReport) : undefined;
}

/** Reads an event's payload; `undefined` if it is not the end of a run. @public */
export function readRunFinished(payload: unknown): RunFinished | undefined {
  const { providerId, startedAt, complete } = fields(payload);
  return typeof providerId === 'string' &&
    typeof startedAt === 'string' &&
    isDate(startedAt) &&
    typeof complete === 'boolean'
    ? { providerId, startedAt, complete }
    : undefined;
}

/** Reads an event's payload; `undefined` if it does not name a memory. @public */
export function readMemoryChanged(payload: unknown): MemoryChanged | undefined {
  const { arn } = fields(payload);
  return typeof arn === 'string' && parseMemoryArn(arn) ? { arn } : undefined;
}

/** Reads an event's payload: a scope, everything, or `undefined` if it is no request. @public */
export function readScanRequest(
  payload: unknown,
): { scope: Scope | 'all' } | undefined {
  const { scope } = fields(payload);
  if (scope === 'all') return { scope };
  const parsed = typeof scope === 'string' ? parseScope(scope) : undefined;
  return parsed && { scope: parsed };
}
