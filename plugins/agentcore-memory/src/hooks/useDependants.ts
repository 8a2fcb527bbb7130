import { useCallback } from 'react';
import { stringifyEntityRef, Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { ALL_MEMORIES } from '../model/memoryQuery';
import { usePolling } from './usePolling';

/** Memories of one key that are shown; a key of a whole company may have hundreds. */
const SHOWN = 50;

/** The memories that are encrypted with a key, by title, as far as the reader may see them; kept fresh. */
export function useDependants(key: Entity) {
  const catalogApi = useApi(catalogApiRef);
  const keyRef = stringifyEntityRef(key);
  return usePolling(
    useCallback(
      () =>
        catalogApi.queryEntities({
          filter: { ...ALL_MEMORIES, 'relations.dependsOn': keyRef },
          fields: ['kind', 'metadata', 'spec.type', 'spec.owner', 'relations'],
          orderFields: [{ field: 'metadata.title', order: 'asc' }],
          limit: SHOWN,
        }),
      [catalogApi, keyRef],
    ),
  );
}
