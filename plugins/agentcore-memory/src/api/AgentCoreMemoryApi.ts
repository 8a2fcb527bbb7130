import { createApiRef } from '@backstage/core-plugin-api';
import {
  FreshnessResponse,
  HistoryRequest,
  HistoryResponse,
  OwnerScorecardResponse,
  RulesResponse,
  ScansRequest,
  ScansResponse,
  ScopeScansResponse,
  ScorecardsRequest,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';

/** The backend plugin's API, as the frontend calls it. @public */
export interface AgentCoreMemoryApi {
  /** The scorecards of all teams, or of some, worst first, with the totals and a summary of the scans. */
  getScorecards(request?: ScorecardsRequest): Promise<ScorecardsResponse>;
  /** The scorecard of one group or user, named by its entity ref. */
  getOwnerScorecard(ownerRef: string): Promise<OwnerScorecardResponse>;
  /** How many memories had which verdict on each day, and what happened to single ones. */
  getHistory(request?: HistoryRequest): Promise<HistoryResponse>;
  /** Which of some memories and keys are known from facts that are too old to count. */
  getFreshness(entityRefs: string[]): Promise<FreshnessResponse>;
  /** The rules' settings in this portal. */
  getRules(): Promise<RulesResponse>;
  /** The health of scopes, worst first. */
  getScans(request?: ScansRequest): Promise<ScansResponse>;
  /** The last reports of a scope, `<provider id>/<account>/<region>`, newest first. */
  getScopeScans(scope: string): Promise<ScopeScansResponse>;
  /** Requests a scan of one scope now, or of all; resolves when it is requested, not when it is done. */
  requestScan(scope?: string): Promise<void>;
}

/** The client of the AgentCore memory backend plugin. @public */
export const agentCoreMemoryApiRef = createApiRef<AgentCoreMemoryApi>({
  id: 'plugin.agentcore-memory.client',
});
