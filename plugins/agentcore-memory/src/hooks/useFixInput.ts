import useAsync from 'react-use/esm/useAsync';
import { Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import {
  entityToKeyFacts,
  entityToMemoryFacts,
  FixInput,
} from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryApiRef } from '../api';

function keyRefOf({ spec }: Entity): string | undefined {
  const [first] = Array.isArray(spec?.dependsOn) ? spec.dependsOn : [];
  return typeof first === 'string' ? first : undefined;
}

/**
 * What fixes of this memory are made from: its facts, those of its key as far as the reader may see it, and
 * what the rules ask for. `value` is `undefined` also where the entity's facts are not understood.
 */
export function useFixInput(entity: Entity) {
  const api = useApi(agentCoreMemoryApiRef);
  const catalogApi = useApi(catalogApiRef);
  return useAsync(async (): Promise<FixInput | undefined> => {
    const memory = entityToMemoryFacts(entity);
    if (!memory) return undefined;
    const keyRef = keyRefOf(entity);
    const [{ settings }, keyEntity] = await Promise.all([
      api.getRules(),
      keyRef ? catalogApi.getEntityByRef(keyRef) : undefined,
    ]);
    return {
      memory,
      key: keyEntity && entityToKeyFacts(keyEntity),
      settings,
    };
  }, [api, catalogApi, entity]);
}
