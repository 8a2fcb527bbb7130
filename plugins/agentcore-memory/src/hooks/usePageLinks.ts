import { useRouteRef } from '@backstage/core-plugin-api';
import { KeyFilters, keyFiltersToSearch } from '../model/keyFilters';
import { filtersToSearch, MemoryFilters } from '../model/memoryFilters';
import { TeamFilters, teamFiltersToSearch } from '../model/teamFilters';
import {
  COVERAGE_PATH,
  KEYS_PATH,
  MEMORIES_PATH,
  rootRouteRef,
  TEAMS_PATH,
} from '../routes';

/** The path of the page; `undefined` where an app mounts our cards but not the page. */
function usePagePath(): string | undefined {
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

/** The path of the Teams tab with these filters; `undefined` where the page is not mounted. */
export function useTeamsLink(filters: TeamFilters = {}): string | undefined {
  const root = usePagePath();
  return root === undefined
    ? undefined
    : `${root}/${TEAMS_PATH}${teamFiltersToSearch(filters)}`;
}

/** The path of the Keys tab with these filters; `undefined` where the page is not mounted. */
export function useKeysLink(filters: KeyFilters = {}): string | undefined {
  const root = usePagePath();
  return root === undefined
    ? undefined
    : `${root}/${KEYS_PATH}${keyFiltersToSearch(filters)}`;
}

/** The path of the Coverage tab; `undefined` where the page is not mounted. */
export function useCoverageLink(): string | undefined {
  const root = usePagePath();
  return root === undefined ? undefined : `${root}/${COVERAGE_PATH}`;
}
