import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import { usePolling } from './usePolling';

/** The scorecard of one owner, polled. */
export function useOwnerScorecard(ownerRef: string) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(
    useCallback(() => api.getOwnerScorecard(ownerRef), [api, ownerRef]),
  );
}
