import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import { usePolling } from './usePolling';

/** Scopes fail and recover with scans; a signal brings what changed at once. */
const POLL_INTERVAL_MS = 60_000;

/** How reading all scopes went, in short, polled. Asks for the scorecards of no owner, which come with it. */
export function useScanSummary() {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(
    useCallback(
      async () => (await api.getScorecards({ owners: [] })).scans,
      [api],
    ),
    POLL_INTERVAL_MS,
  );
}
