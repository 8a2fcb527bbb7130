import useAsync from 'react-use/esm/useAsync';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  FixInput,
  KeyEntity,
  MemoryEntity,
  readKeyEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../api';

/**
 * The input of `fixFor`: the memory, its key if the reader may see it, and the rules' settings. Loaded again when
 * `memory` is another object.
 */
export function useFixInput(memory: MemoryEntity) {
  const api = useApi(agentCoreMemoryApiRef);
  const catalogApi = useApi(catalogApiRef);
  return useAsync(async (): Promise<FixInput & { key?: KeyEntity }> => {
    const { keyRef } = memory;
    const [{ settings }, keyEntity] = await Promise.all([
      api.getRules(),
      keyRef ? catalogApi.getEntityByRef(keyRef) : undefined,
    ]);
    return {
      memory,
      key: keyEntity && readKeyEntity(keyEntity),
      settings,
    };
  }, [api, catalogApi, memory]);
}
