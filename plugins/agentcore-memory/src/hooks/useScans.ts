import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import { usePolling } from './usePolling';

/** How reading each scope goes, kept fresh. */
export function useScans() {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(useCallback(() => api.getScans(), [api]));
}

/** The last reports of one scope, kept fresh. */
export function useScopeScans(scope: string) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(useCallback(() => api.getScopeScans(scope), [api, scope]));
}
