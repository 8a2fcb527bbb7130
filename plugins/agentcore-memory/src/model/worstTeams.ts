import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';

/** The teams that have most to do, in the order of the API, worst first; those that are fully compliant are left out. */
export function worstTeams(
  items: readonly ScorecardItem[],
  limit: number,
): ScorecardItem[] {
  return items
    .filter(({ ownerRef, score }) => ownerRef && score !== null && score < 100)
    .slice(0, limit);
}
