import { useMemo } from 'react';
import useAsync from 'react-use/esm/useAsync';
import { coreApis, useApi } from '@backstage/frontend-plugin-api';
import { ownerRefOf } from 'backstage-plugin-agentcore-memory-common';

/** The full refs, in lower case, of the signed-in user and of their groups; `undefined` until known. */
export function useOwnershipRefs(): string[] | undefined {
  const identityApi = useApi(coreApis.identity);
  const { value } = useAsync(
    () => identityApi.getBackstageIdentity(),
    [identityApi],
  );
  return useMemo(
    () => value?.ownershipEntityRefs.map(ref => ownerRefOf(ref) ?? ref),
    [value],
  );
}
