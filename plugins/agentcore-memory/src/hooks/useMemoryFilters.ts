import { filtersToSearch, searchToFilters } from '../model/memoryFilters';
import { useUrlFilters } from './useUrlFilters';

const CODEC = { read: searchToFilters, write: filtersToSearch };

/** The filters of the Memories tab, which live in the URL. */
export function useMemoryFilters() {
  return useUrlFilters(CODEC);
}
