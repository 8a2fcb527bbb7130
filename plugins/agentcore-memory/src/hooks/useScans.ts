import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import {
  CoverageFilters,
  coverageFiltersToSearch,
  scansRequest,
  searchToCoverageFilters,
} from '../model/coverageFilters';
import { usePolling } from './usePolling';
import { useUrlFilters } from './useUrlFilters';

const CODEC = {
  read: searchToCoverageFilters,
  write: coverageFiltersToSearch,
};

/** The filters of the Coverage tab; the URL holds them. */
export function useCoverageFilters() {
  return useUrlFilters(CODEC);
}

/** One page of the scopes' health, polled. */
export function useScans(filters: CoverageFilters) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(
    useCallback(() => api.getScans(scansRequest(filters)), [api, filters]),
  );
}

/** The last reports of one scope, polled. */
export function useScopeScans(scope: string) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(useCallback(() => api.getScopeScans(scope), [api, scope]));
}
