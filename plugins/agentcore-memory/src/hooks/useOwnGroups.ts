import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import {
  parseEntityRef,
  RELATION_CHILD_OF,
  stringifyEntityRef,
} from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import {
  catalogApiRef,
  getEntityRelations,
} from '@backstage/plugin-catalog-react';
import { OwnGroups } from '../model/teamFilters';
import { useOwnershipRefs } from './useOwnershipRefs';

function isGroup(ref: string): boolean {
  return parseEntityRef(ref).kind === 'group';
}

/**
 * The reader's groups and the groups right above them. The catalog knows the latter even where the reader's own group
 * has no memory and therefore no scorecard.
 */
export function useOwnGroups() {
  const catalogApi = useApi(catalogApiRef);
  const refs = useOwnershipRefs();
  return useAsyncRetry(async (): Promise<OwnGroups | undefined> => {
    if (!refs) return undefined;
    const groups = refs.filter(isGroup);
    const { items } = groups.length
      ? await catalogApi.getEntitiesByRefs({
          entityRefs: groups,
          fields: ['kind', 'metadata.name', 'metadata.namespace', 'relations'],
        })
      : { items: [] };
    const parents = items.flatMap(group =>
      getEntityRelations(group, RELATION_CHILD_OF).map(ref =>
        stringifyEntityRef(ref),
      ),
    );
    return { refs, parents: [...new Set(parents)] };
  }, [catalogApi, refs]);
}
