import {
  ScanReport,
  ScansRequest,
  scansResponse,
  ScopeHealth,
  ScopeScansResponse,
} from 'backstage-plugin-agentcore-memory-common';
import {
  FAILED_SCOPE,
  HEALTHY_SCOPE,
  LACKING_SCOPE,
  STALE_SCOPE,
  UNSUPPORTED_SCOPE,
} from './scorecards';

/** One scope of each kind, by name. */
export const SCOPES: readonly ScopeHealth[] = [
  HEALTHY_SCOPE,
  UNSUPPORTED_SCOPE,
  STALE_SCOPE,
  LACKING_SCOPE,
  FAILED_SCOPE,
];

/** Answers as the backend does. */
export function scansOf(scopes: readonly ScopeHealth[]) {
  return async (request?: ScansRequest) => scansResponse(scopes, request);
}

const REPORT: ScanReport = {
  providerId: 'main',
  accountId: '444455556666',
  region: 'us-east-1',
  startedAt: '2026-11-23T13:59:59Z',
  finishedAt: '2026-11-23T14:00:00Z',
  outcome: 'failed',
  reason: 'AccessDeniedException on ListMemories',
  memories: 0,
  removed: 0,
  calls: { 'bedrock-agentcore:ListMemories': 4 },
  throttles: 2,
  changed: 0,
  notInCatalog: 0,
};

/** A failure, and a complete listing before. */
export const SCOPE_SCANS: ScopeScansResponse = {
  reports: [
    REPORT,
    {
      ...REPORT,
      startedAt: '2026-11-22T09:12:00Z',
      finishedAt: '2026-11-22T09:15:00Z',
      outcome: 'complete',
      reason: undefined,
      memories: 3,
      removed: 1,
      throttles: 0,
    },
  ],
};
