import { ScorecardItem } from 'backstage-plugin-agentcore-memory-common';

/**
 * The rows that have most to do, in the order of the API: teams worst first, then those that nobody may read and those
 * without an owner. Rows that are fully compliant, or have nothing to assess, are left out.
 */
export function worstTeams(
  items: readonly ScorecardItem[],
  limit: number,
): ScorecardItem[] {
  return items
    .filter(({ score }) => score !== null && score < 100)
    .slice(0, limit);
}
