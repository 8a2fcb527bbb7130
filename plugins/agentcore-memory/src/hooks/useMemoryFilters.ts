import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  filtersToSearch,
  MemoryFilters,
  searchToFilters,
} from '../model/memoryFilters';

/** The filters of the Memories tab, which live in the URL. Any change but turning the page goes to the first page. */
export function useMemoryFilters() {
  const [params, setParams] = useSearchParams();
  const search = params.toString();
  const filters = useMemo(() => searchToFilters(search), [search]);
  const change = useCallback(
    (changes: Partial<MemoryFilters>, options?: { replace: boolean }) =>
      setParams(
        current =>
          filtersToSearch({
            ...searchToFilters(current.toString()),
            page: undefined,
            ...changes,
          }),
        options,
      ),
    [setParams],
  );
  const clear = useCallback(() => setParams(''), [setParams]);
  return { filters, change, clear };
}
