import useAsync from 'react-use/esm/useAsync';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { MemoryOffer, templateFor } from '../model/replacement';
import { createMemoryRouteRef } from '../routes';

const NAMESPACE = 'default';

/**
 * The path of the template that replaces or retires a memory, filled in for it; `undefined` where the app does not bind
 * the route, or the reader finds no such template in the catalog.
 */
export function useMemoryOffer(
  memory: MemoryEntity,
  offer: MemoryOffer,
): string | undefined {
  const catalogApi = useApi(catalogApiRef);
  const templatePath = useRouteRef(createMemoryRouteRef);
  const isBound = templatePath !== undefined;
  const { templateName, form } = templateFor(offer, memory);
  // A catalog that does not answer is no reason to alarm anybody: the commands are there.
  const { value: hasTemplate } = useAsync(
    async () =>
      isBound &&
      (await catalogApi.getEntityByRef(
        `template:${NAMESPACE}/${templateName}`,
      )) !== undefined,
    [catalogApi, isBound, templateName],
  );
  if (!templatePath || !hasTemplate) return undefined;
  const formData = encodeURIComponent(JSON.stringify(form));
  const path = templatePath({ namespace: NAMESPACE, templateName });
  return `${path}?formData=${formData}`;
}
