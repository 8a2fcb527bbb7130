import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { HistoryRequest } from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../api';
import { usePolling } from './usePolling';

/** Days change slowly; a signal brings what changed at once. */
const POLL_INTERVAL_MS = 60_000;

/** The history of all memories, or of those of one owner, polled. */
export function useHistory({ owner, rollup, from }: HistoryRequest = {}) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(
    useCallback(
      () => api.getHistory({ owner, rollup, from }),
      [api, owner, rollup, from],
    ),
    POLL_INTERVAL_MS,
  );
}
