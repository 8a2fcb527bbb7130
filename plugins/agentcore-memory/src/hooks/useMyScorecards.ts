import { useCallback } from 'react';
import { ScorecardsResponse } from 'backstage-plugin-agentcore-memory-common';
import { coreApis, useApi } from '@backstage/frontend-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import { usePolling } from './usePolling';

/** The scorecards of the reader, of their groups and of all groups below those, polled. */
export function useMyScorecards() {
  const api = useApi(agentCoreMemoryApiRef);
  const identityApi = useApi(coreApis.identity);
  return usePolling(
    useCallback(async (): Promise<ScorecardsResponse> => {
      const { ownershipEntityRefs: owners } =
        await identityApi.getBackstageIdentity();
      return api.getScorecards({ owners, rollup: true });
    }, [api, identityApi]),
  );
}
