import { searchToTeamFilters, teamFiltersToSearch } from '../model/teamFilters';
import { useUrlFilters } from './useUrlFilters';

const CODEC = { read: searchToTeamFilters, write: teamFiltersToSearch };

/** The filters of the Teams tab; the URL holds them. */
export function useTeamFilters() {
  return useUrlFilters(CODEC);
}
