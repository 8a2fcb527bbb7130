import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { agentCoreMemoryApiRef } from '../api';
import {
  filtersToSearch,
  MemoryFilters,
  searchToFilters,
} from '../model/memoryFilters';
import { memoryQuery } from '../model/memoryQuery';
import { readMemories } from '../model/readMemories';
import { usePolling } from './usePolling';
import { useUrlFilters } from './useUrlFilters';

const CODEC = { read: searchToFilters, write: filtersToSearch };

/** The filters of the Memories tab; the URL holds them. */
export function useMemoryFilters() {
  return useUrlFilters(CODEC);
}

/**
 * One page of memories from the catalog, with the caller's own permissions, polled. Only the backend plugin knows
 * which owners do not exist, so the filter `owner-not-found` requests its scorecards first.
 */
export function useMemories(filters: MemoryFilters) {
  const api = useApi(agentCoreMemoryApiRef);
  const catalogApi = useApi(catalogApiRef);
  return usePolling(
    useCallback(async () => {
      const claims =
        filters.owner === 'owner-not-found'
          ? (await api.getScorecards()).items.flatMap(item => item.claims ?? [])
          : [];
      const { items, totalItems } = await catalogApi.queryEntities(
        memoryQuery(filters, claims),
      );
      return { memories: readMemories(items), total: totalItems };
    }, [api, catalogApi, filters]),
  );
}
