import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  ALL_MEMORIES_FILTER,
  OUR_ENTITIES_QUERY,
} from 'backstage-plugin-agentcore-memory-common';
import { MEMORY_FIELDS } from '../model/memoryQuery';
import { readMemories } from '../model/readMemories';
import { usePolling } from './usePolling';

/** Most memories of one key that are shown; a company-wide key may have hundreds. */
const SHOWN = 50;

/** The memories that are encrypted with a key, by title, as far as the reader may see them; polled. */
export function useKeyMemories(keyRef: string) {
  const catalogApi = useApi(catalogApiRef);
  return usePolling(
    useCallback(async () => {
      const { items, totalItems } = await catalogApi.queryEntities({
        query: OUR_ENTITIES_QUERY,
        filter: { ...ALL_MEMORIES_FILTER, 'relations.dependsOn': keyRef },
        fields: MEMORY_FIELDS,
        orderFields: [{ field: 'metadata.title', order: 'asc' }],
        limit: SHOWN,
      });
      return { memories: readMemories(items), total: totalItems };
    }, [catalogApi, keyRef]),
  );
}
