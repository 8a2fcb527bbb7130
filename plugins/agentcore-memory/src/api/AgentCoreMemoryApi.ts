import { createApiRef } from '@backstage/core-plugin-api';
import {
  OwnerScorecardResponse,
  RulesResponse,
  ScorecardsResponse,
} from 'backstage-plugin-agentcore-memory-common';

/** What the frontend asks of the backend plugin. @public */
export interface AgentCoreMemoryApi {
  /** The scorecards of all teams, worst first, with the totals and the health of every scope. */
  getScorecards(): Promise<ScorecardsResponse>;
  /** The scorecard of one group or user, named by its entity ref. */
  getOwnerScorecard(ownerRef: string): Promise<OwnerScorecardResponse>;
  /** What the rules are configured to ask for. */
  getRules(): Promise<RulesResponse>;
}

/** The client of the AgentCore memory backend plugin. @public */
export const agentCoreMemoryApiRef = createApiRef<AgentCoreMemoryApi>({
  id: 'plugin.agentcore-memory.client',
});
