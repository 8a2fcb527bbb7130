import { useCallback, useRef } from 'react';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi } from '@backstage/core-plugin-api';
import { catalogApiRef, useEntity } from '@backstage/plugin-catalog-react';
import { usePolling } from './usePolling';

/** The entity of the page, as the catalog has it now. */
export interface CurrentEntity {
  entity: Entity;
  /** The catalog does not have it any more; `entity` is the last known one. */
  isGone: boolean;
  /** Error of the last request; `entity` is then older. */
  error?: Error;
  retry: () => void;
}

/**
 * The entity of the page, polled: the page itself loads it only once. The object keeps its identity until the
 * entity's content changes.
 */
export function useCurrentEntity(): CurrentEntity {
  const catalogApi = useApi(catalogApiRef);
  const { entity: given } = useEntity();
  const entityRef = stringifyEntityRef(given);
  const known = useRef(given);
  const { value, error, retry } = usePolling(
    useCallback(async () => {
      const entity = await catalogApi.getEntityByRef(entityRef);
      if (entity && JSON.stringify(entity) !== JSON.stringify(known.current)) {
        known.current = entity;
      }
      return entity ? { entity: known.current } : {};
    }, [catalogApi, entityRef]),
  );
  return {
    entity: value ? value.entity ?? lastKnown(known.current, given) : given,
    isGone: value !== undefined && !value.entity,
    error,
    retry,
  };
}

/** The known entity, unless it is of the page that was open before. */
function lastKnown(known: Entity, given: Entity): Entity {
  return stringifyEntityRef(known) === stringifyEntityRef(given)
    ? known
    : given;
}
