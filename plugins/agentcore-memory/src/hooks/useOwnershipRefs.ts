import useAsync from 'react-use/esm/useAsync';
import { coreApis, useApi } from '@backstage/frontend-plugin-api';

/** The refs of the signed-in user and of the groups they belong to; `undefined` until known. */
export function useOwnershipRefs(): string[] | undefined {
  const identityApi = useApi(coreApis.identity);
  const { value } = useAsync(
    () => identityApi.getBackstageIdentity(),
    [identityApi],
  );
  return value?.ownershipEntityRefs;
}
