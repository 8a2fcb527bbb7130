import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { CatalogApi, catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  KeyEntity,
  readKeyEntity,
} from 'backstage-plugin-agentcore-memory-common';
import {
  KeyFilters,
  keyFiltersToSearch,
  searchToKeyFilters,
} from '../model/keyFilters';
import { DEPENDS_ON, dependantsRequest, keyQueries } from '../model/keyQuery';
import { queryParts } from '../model/queryParts';
import { usePolling } from './usePolling';
import { useUrlFilters } from './useUrlFilters';

/** Several requests each, about what changes slowly; a signal brings what changed at once. */
const POLL_INTERVAL_MS = 60_000;

const CODEC = { read: searchToKeyFilters, write: keyFiltersToSearch };

/** Keys on one page of the table. */
export const KEYS_PER_PAGE = 25;

/** A key, and how many memories that the reader may see depend on it. */
export interface KeyRow {
  key: KeyEntity;
  memories: number;
}

/** One page of keys. */
export interface KeysPage {
  rows: KeyRow[];
  /** Keys on all pages. */
  total: number;
  /** How many of those are not known to be enabled; they come first. */
  atRisk: number;
}

/** The filters of the Keys tab; the URL holds them. */
export function useKeyFilters() {
  return useUrlFilters(CODEC);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((a, b) => a + b, 0);
}

async function countMemories(
  catalogApi: CatalogApi,
  keyRefs: string[],
): Promise<Map<string, number>> {
  if (keyRefs.length === 0) return new Map();
  const { facets } = await catalogApi.getEntityFacets(
    dependantsRequest(keyRefs),
  );
  return new Map(
    (facets[DEPENDS_ON] ?? []).map(({ value, count }) => [value, count]),
  );
}

/**
 * One page of the keys of memories, those at risk first, with the reader's own permissions, polled.
 *
 * @param filters - must keep its identity between renders
 * @param limit - keys on a page
 */
export function useKeys(filters: KeyFilters, limit: number = KEYS_PER_PAGE) {
  const catalogApi = useApi(catalogApiRef);
  return usePolling(
    useCallback(async (): Promise<KeysPage> => {
      const offset = ((filters.page ?? 1) - 1) * limit;
      const { atRisk, others } = keyQueries(filters);
      const { items, totals } = await queryParts(
        catalogApi,
        [...atRisk, ...others],
        { offset, limit },
      );
      const keys = items.flatMap(entity => readKeyEntity(entity) ?? []);
      const counts = await countMemories(
        catalogApi,
        keys.map(({ entityRef }) => entityRef),
      );
      const rows = keys.map(key => ({
        key,
        memories: counts.get(key.entityRef) ?? 0,
      }));
      return {
        rows,
        total: sum(totals),
        atRisk: sum(totals.slice(0, atRisk.length)),
      };
    }, [catalogApi, filters, limit]),
    POLL_INTERVAL_MS,
  );
}
