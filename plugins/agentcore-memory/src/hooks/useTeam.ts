import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  OwnerScorecardResponse,
  RuleTally,
  ScorecardItem,
  TrendedScorecard,
} from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../api';
import { usePolling } from './usePolling';

/** What the tab of a group or user shows. */
export interface Team
  extends Pick<
    OwnerScorecardResponse,
    'item' | 'worstMemories' | 'scans' | 'refreshedAt'
  > {
  /** All memories: those of a group and of all groups below it, or of a user and of their groups. */
  all: TrendedScorecard;
  /** The groups right below a group, or the groups of a user; worst first. */
  teams: ScorecardItem[];
  /** Of all memories. */
  rules: RuleTally[];
}

/** The scorecard of a group or user with that of their teams, polled. */
export function useTeam(ownerRef: string) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(
    useCallback(async (): Promise<Team> => {
      const { children, ...owner } = await api.getOwnerScorecard(ownerRef);
      return {
        ...owner,
        all: owner.item.rolledUp ?? owner.item,
        teams: children,
      };
    }, [api, ownerRef]),
  );
}
