import { createApiRef } from '@backstage/core-plugin-api';
import {
  OwnerScorecardResponse,
  RulesResponse,
  ScansRequest,
  ScansResponse,
  ScopeScansResponse,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';

/** What the frontend asks of the backend plugin. @public */
export interface AgentCoreMemoryApi {
  /** The scorecards of all teams, worst first, with the totals and how reading the scopes went. */
  getScorecards(): Promise<ScorecardsResponse>;
  /** The scorecard of one group or user, named by its entity ref. */
  getOwnerScorecard(ownerRef: string): Promise<OwnerScorecardResponse>;
  /** What the rules are configured to ask for. */
  getRules(): Promise<RulesResponse>;
  /** How reading scopes went, worst first. */
  getScans(request?: ScansRequest): Promise<ScansResponse>;
  /** The last reports of a scope, `<provider id>/<account>/<region>`, newest first. */
  getScopeScans(scope: string): Promise<ScopeScansResponse>;
  /** Asks for a scan of one scope now, or of all; resolves when it was asked for, not when it is done. */
  requestScan(scope?: string): Promise<void>;
}

/** The client of the AgentCore memory backend plugin. @public */
export const agentCoreMemoryApiRef = createApiRef<AgentCoreMemoryApi>({
  id: 'plugin.agentcore-memory.client',
});
