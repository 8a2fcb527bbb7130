import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef } from '../api';
import {
  searchToWaiverFilters,
  WaiverFilters,
  waiverFiltersToSearch,
  waiversRequest,
} from '../model/waiverFilters';
import { usePolling } from './usePolling';
import { useUrlFilters } from './useUrlFilters';

const CODEC = { read: searchToWaiverFilters, write: waiverFiltersToSearch };

/** Somebody decides about waivers once in a while. */
const POLL_INTERVAL_MS = 30_000;

/** The filters of the Waivers tab; the URL holds them. */
export function useWaiverFilters() {
  return useUrlFilters(CODEC);
}

/** One page of waivers, polled. */
export function useWaivers(filters: WaiverFilters) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(
    useCallback(() => api.getWaivers(waiversRequest(filters)), [api, filters]),
    POLL_INTERVAL_MS,
  );
}

/** The waivers of one memory and of its owner, polled; nothing where they are not asked for. */
export function useMemoryWaivers(memory: string, ask: boolean) {
  const api = useApi(agentCoreMemoryApiRef);
  return usePolling(
    useCallback(
      async () => (ask ? api.getWaivers({ memory }) : undefined),
      [api, memory, ask],
    ),
    POLL_INTERVAL_MS,
  );
}
