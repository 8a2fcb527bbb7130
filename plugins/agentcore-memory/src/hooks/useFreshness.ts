import { useCallback } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import { FreshnessResponse } from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../api';
import { DatedEntity, Freshness, freshnessOf } from '../model/freshness';
import { usePolling } from './usePolling';

const OF_NOTHING: FreshnessResponse = { stale: [], staleBefore: '' };

/** Whether the facts about some memories and keys are recent enough to count. */
export interface EntitiesFreshness {
  of: (entity: DatedEntity) => Freshness;
  /** Not known yet. */
  isAsking: boolean;
  /** Why the last request failed. */
  error?: Error;
  retry: () => void;
}

/** Asks with one request whether the facts about some entities are recent enough to count, polled. */
export function useFreshness(refs: readonly string[]): EntitiesFreshness {
  const api = useApi(agentCoreMemoryApiRef);
  // Refs hold no spaces, and a page that is loaded again has the same ones.
  const joined = refs.join(' ');
  const { value, error, retry } = usePolling(
    useCallback(
      async () => (joined ? api.getFreshness(joined.split(' ')) : OF_NOTHING),
      [api, joined],
    ),
  );
  return {
    of: entity => freshnessOf(entity, { value, error }),
    isAsking: !value && !error,
    error,
    retry,
  };
}
