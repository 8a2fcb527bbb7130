import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import { usePolling } from './usePolling';

/** All scorecards, polled; every ten seconds unless told otherwise. */
export function useScorecards(intervalMs?: number) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(
    useCallback(() => api.getScorecards(), [api]),
    intervalMs,
  );
}
