import {
  coverageFiltersToSearch,
  searchToCoverageFilters,
} from '../model/coverageFilters';
import { useUrlFilters } from './useUrlFilters';

const CODEC = {
  read: searchToCoverageFilters,
  write: coverageFiltersToSearch,
};

/** The filters of the Coverage tab, which live in the URL. */
export function useCoverageFilters() {
  return useUrlFilters(CODEC);
}
