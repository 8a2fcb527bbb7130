import { useCallback, useMemo } from 'react';
import { useAppSearchParams } from '@backstage/frontend-plugin-api';

/** Converts filters from and to a query string. Both functions must keep their identity. */
export interface FilterCodec<T> {
  read: (search: string) => T;
  write: (filters: Partial<T>) => string;
}

/** Filters that the URL holds. Every change except of the page goes to the first page. */
export function useUrlFilters<T extends { page?: number }>({
  read,
  write,
}: FilterCodec<T>) {
  const [params, setParams] = useAppSearchParams();
  const search = params.toString();
  const filters = useMemo(() => read(search), [read, search]);
  const change = useCallback(
    (changes: Partial<T>, options?: { replace: boolean }) =>
      setParams(
        current =>
          write({ ...read(current.toString()), page: undefined, ...changes }),
        options,
      ),
    [read, setParams, write],
  );
  const clear = useCallback(() => setParams(''), [setParams]);
  return { filters, change, clear };
}
