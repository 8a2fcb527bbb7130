import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  KeyEntity,
  MemoryEntity,
  readKeyEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { AgentCoreMemoryApi, agentCoreMemoryApiRef } from '../api';
import {
  filtersToSearch,
  MemoryFilters,
  searchToFilters,
} from '../model/memoryFilters';
import { KEY_NAME_FIELDS, memoryQuery, namedOwner } from '../model/memoryQuery';
import { readMemories } from '../model/readMemories';
import { usePolling } from './usePolling';
import { useUrlFilters } from './useUrlFilters';

/** The backend is asked for whole trees of owners, which change slowly; a signal brings what changed at once. */
const OWNERS_POLL_INTERVAL_MS = 60_000;

const CODEC = { read: searchToFilters, write: filtersToSearch };

/** One page of memories, and what belongs to it. */
export interface MemoriesPage {
  memories: MemoryEntity[];
  /** Their keys by ref, as far as the reader may see them. */
  keys: ReadonlyMap<string, KeyEntity>;
  /** Memories on all pages. */
  total: number;
  /** Memories of groups below the owner that the reader may not read; they are on no page. */
  hidden: number;
}

/** The filters of the Memories tab; the URL holds them. */
export function useMemoryFilters() {
  return useUrlFilters(CODEC);
}

/** The owner with all groups below it, as far as the reader may read them; the owner alone where there are none. */
async function readTree(api: AgentCoreMemoryApi, ownerRef: string) {
  const { items } = await api.getScorecards({
    owners: [ownerRef],
    rollup: true,
  });
  return {
    owners: [ownerRef, ...items.flatMap(item => item.ownerRef ?? [])],
    hidden: items
      .filter(({ bucket }) => bucket === 'others')
      .reduce((sum, { total }) => sum + total, 0),
  };
}

async function readKeys(
  catalogApi: CatalogApi,
  memories: readonly MemoryEntity[],
): Promise<Map<string, KeyEntity>> {
  const entityRefs = [...new Set(memories.flatMap(m => m.keyRef ?? []))];
  if (entityRefs.length === 0) return new Map();
  const { items } = await catalogApi.getEntitiesByRefs({
    entityRefs,
    fields: KEY_NAME_FIELDS,
  });
  const keys = items.flatMap(entity => (entity && readKeyEntity(entity)) ?? []);
  return new Map(keys.map(key => [key.entityRef, key]));
}

/**
 * One page of memories from the catalog, with the caller's own permissions, polled. Only the backend plugin knows
 * which owners do not exist, and which groups are below another: filters about those request scorecards first.
 */
export function useMemories(filters: MemoryFilters) {
  const api = useApi(agentCoreMemoryApiRef);
  const catalogApi = useApi(catalogApiRef);
  return usePolling(
    useCallback(async (): Promise<MemoriesPage> => {
      const { owner, rollup } = filters;
      const claims =
        owner === 'owner-not-found'
          ? (await api.getScorecards()).items.flatMap(item => item.claims ?? [])
          : [];
      const ownerRef = rollup && namedOwner(owner);
      const tree = ownerRef ? await readTree(api, ownerRef) : undefined;
      const { items, totalItems } = await catalogApi.queryEntities(
        memoryQuery(filters, { claims, owners: tree?.owners }),
      );
      const memories = readMemories(items);
      return {
        memories,
        keys: await readKeys(catalogApi, memories),
        total: totalItems,
        hidden: tree?.hidden ?? 0,
      };
    }, [api, catalogApi, filters]),
    filters.owner === 'owner-not-found' || filters.rollup
      ? OWNERS_POLL_INTERVAL_MS
      : undefined,
  );
}
