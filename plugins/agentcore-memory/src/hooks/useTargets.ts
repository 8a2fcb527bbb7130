import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { useApi } from '@backstage/core-plugin-api';
import { agentCoreMemoryApiRef, TargetPlace } from '../api';

/** The accounts and regions in which the reader may create memories for an owner; nothing is asked without one. */
export function useTargets(ownerRef: string | undefined) {
  const api = useApi(agentCoreMemoryApiRef);
  return useAsyncRetry(
    async () => (ownerRef ? api.getTargets(ownerRef) : undefined),
    [api, ownerRef],
  );
}

/** The keys of an account and region for a memory of an owner; nothing is asked without both. */
export function useTargetKeys(
  place: TargetPlace | undefined,
  ownerRef: string | undefined,
) {
  const api = useApi(agentCoreMemoryApiRef);
  const { accountId, region } = place ?? {};
  return useAsyncRetry(
    async () =>
      accountId && region && ownerRef
        ? api.getTargetKeys({ accountId, region }, ownerRef)
        : undefined,
    [api, accountId, region, ownerRef],
  );
}
