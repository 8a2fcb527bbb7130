import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import { usePolling } from './usePolling';

/** All scorecards, polled. */
export function useScorecards() {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(useCallback(() => api.getScorecards(), [api]));
}
