import { useCallback } from 'react';
import { parseEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  OwnerScorecardResponse,
  RuleTally,
  Scorecard,
  ScorecardItem,
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
  all: Scorecard & Partial<Pick<ScorecardItem, 'trend'>>;
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
      const isUser = parseEntityRef(ownerRef).kind === 'user';
      const [owner, groups] = await Promise.all([
        api.getOwnerScorecard(ownerRef),
        // A user is in no tree: what their groups have is another question.
        isUser
          ? api.getScorecards({ owners: [ownerRef], rollup: true })
          : undefined,
      ]);
      const { item, children, rules, worstMemories, scans, refreshedAt } =
        owner;
      return {
        item,
        worstMemories,
        scans,
        refreshedAt,
        all: groups?.totals ?? item.rolledUp ?? item,
        rules: groups?.rules ?? rules,
        teams:
          groups?.items.filter(
            group => group.ownerRef && group.ownerRef !== item.ownerRef,
          ) ?? children,
      };
    }, [api, ownerRef]),
  );
}
