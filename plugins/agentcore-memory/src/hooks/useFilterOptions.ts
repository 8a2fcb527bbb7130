import useAsync from 'react-use/esm/useAsync';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  ALL_MEMORIES_FILTER,
  ANNOTATION_ACCOUNT_ID,
  ANNOTATION_REGION,
  OUR_ENTITIES_QUERY,
  UNOWNED,
} from 'backstage-plugin-agentcore-memory-common';
import { annotationField } from '../model/memoryQuery';

/** The options of the filters of the Memories tab. */
export interface FilterOptions {
  owners: string[];
  accounts: string[];
  regions: string[];
}

/** The owners, accounts and regions that memories in the catalog have. Fetched once: facets are expensive. */
export function useFilterOptions() {
  const catalogApi = useApi(catalogApiRef);
  return useAsync(async (): Promise<FilterOptions> => {
    const account = annotationField(ANNOTATION_ACCOUNT_ID);
    const region = annotationField(ANNOTATION_REGION);
    const { facets } = await catalogApi.getEntityFacets({
      query: OUR_ENTITIES_QUERY,
      filter: ALL_MEMORIES_FILTER,
      facets: ['relations.ownedBy', account, region],
    });
    const valuesOf = (facet: string) =>
      (facets[facet] ?? []).map(({ value }) => value).sort();
    return {
      owners: valuesOf('relations.ownedBy').filter(ref => ref !== UNOWNED),
      accounts: valuesOf(account),
      regions: valuesOf(region),
    };
  }, [catalogApi]);
}
