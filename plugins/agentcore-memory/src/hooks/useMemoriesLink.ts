import { useRouteRef } from '@backstage/core-plugin-api';
import { filtersToSearch, MemoryFilters } from '../model/memoryFilters';
import { MEMORIES_PATH, rootRouteRef } from '../routes';

/** The path of the page, or `undefined` where an app shows our cards without having the page. */
export function usePagePath(): string | undefined {
  try {
    // The hook throws, after all hooks inside it have run, where the page is not mounted.
    return useRouteRef(rootRouteRef)();
  } catch {
    return undefined;
  }
}

/** Makes links to the Memories tab; they are `undefined` where the page is not mounted. */
export function useMemoriesLink(): (
  filters: Partial<MemoryFilters>,
) => string | undefined {
  const root = usePagePath();
  return filters =>
    root === undefined
      ? undefined
      : `${root}/${MEMORIES_PATH}${filtersToSearch(filters)}`;
}
