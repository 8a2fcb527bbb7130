import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  ALL_MEMORIES_FILTER,
  OUR_ENTITIES_QUERY,
} from 'backstage-plugin-agentcore-memory-common';
import { BlastRadius, groupByOwner, toDependant } from '../model/blastRadius';
import { DEPENDS_ON } from '../model/keyQuery';
import { MEMORY_FIELDS } from '../model/memoryQuery';
import { readMemories } from '../model/readMemories';
import { usePolling } from './usePolling';

/** Most memories, and most of what depends on them, that are looked at. */
const BLAST_LIMIT = 500;

/** These answers are large, and change with the catalog rather than with a scan. */
const POLL_INTERVAL_MS = 60_000;

// Every entity has a name, and the catalog leaves out those that lack what it orders by.
const BY_NAME = [{ field: 'metadata.name', order: 'asc' as const }];

/** What stops working if a key goes: memories, teams and components, as far as the reader may see them; polled. */
export function useBlastRadius(keyRef: string) {
  const catalogApi = useApi(catalogApiRef);
  return usePolling(
    useCallback(async (): Promise<BlastRadius> => {
      const found = await catalogApi.queryEntities({
        query: {
          $all: [
            OUR_ENTITIES_QUERY,
            ALL_MEMORIES_FILTER,
            { [DEPENDS_ON]: keyRef },
          ],
        },
        fields: MEMORY_FIELDS,
        orderFields: [{ field: 'metadata.title', order: 'asc' }],
        limit: BLAST_LIMIT,
      });
      const memories = readMemories(found.items);
      const byRef = new Map(memories.map(m => [m.entityRef, m]));
      const dependants =
        memories.length === 0
          ? { items: [], totalItems: 0 }
          : await catalogApi.queryEntities({
              query: { [DEPENDS_ON]: { $in: [...byRef.keys()] } },
              fields: [
                'kind',
                'metadata.name',
                'metadata.namespace',
                'metadata.title',
                'relations',
              ],
              orderFields: BY_NAME,
              limit: BLAST_LIMIT,
            });
      return {
        teams: groupByOwner(memories),
        dependants: dependants.items.map(item => toDependant(item, byRef)),
        memories: memories.length,
        totalMemories: found.totalItems,
        totalDependants: dependants.totalItems,
      };
    }, [catalogApi, keyRef]),
    POLL_INTERVAL_MS,
  );
}
