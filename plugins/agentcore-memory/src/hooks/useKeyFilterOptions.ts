import useAsync from 'react-use/esm/useAsync';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { MISSING } from '../model/keyFilters';
import { KEY_OPTIONS_REQUEST } from '../model/keyQuery';

/** The states, accounts and regions that keys in the catalog have. Fetched once: facets are expensive. */
export function useKeyFilterOptions() {
  const catalogApi = useApi(catalogApiRef);
  return useAsync(async () => {
    const { facets } = await catalogApi.getEntityFacets(KEY_OPTIONS_REQUEST);
    const [states, accounts, regions, known] = KEY_OPTIONS_REQUEST.facets.map(
      facet => (facets[facet] ?? []).map(({ value }) => value).sort(),
    );
    return {
      states: known.includes(MISSING) ? [...states, MISSING] : states,
      accounts,
      regions,
    };
  }, [catalogApi]);
}
