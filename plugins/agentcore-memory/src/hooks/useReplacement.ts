import useAsync from 'react-use/esm/useAsync';
import { useApi, useRouteRef } from '@backstage/core-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { MemoryEntity } from 'backstage-plugin-agentcore-memory-common';
import { CREATE_TEMPLATE, replacementForm } from '../model/replacement';
import { createMemoryRouteRef } from '../routes';

const TEMPLATE_REF = `template:${CREATE_TEMPLATE.namespace}/${CREATE_TEMPLATE.templateName}`;

/**
 * The path of the template that creates an encrypted memory, filled in to replace this one; `undefined` where the app
 * does not bind the route, or the reader finds no such template in the catalog.
 */
export function useReplacement(memory: MemoryEntity): string | undefined {
  const catalogApi = useApi(catalogApiRef);
  const templatePath = useRouteRef(createMemoryRouteRef);
  const isBound = templatePath !== undefined;
  // A catalog that does not answer is no reason to alarm anybody: the commands are there.
  const { value: hasTemplate } = useAsync(
    async () =>
      isBound && (await catalogApi.getEntityByRef(TEMPLATE_REF)) !== undefined,
    [catalogApi, isBound],
  );
  if (!templatePath || !hasTemplate) return undefined;
  const form = encodeURIComponent(JSON.stringify(replacementForm(memory)));
  return `${templatePath(CREATE_TEMPLATE)}?formData=${form}`;
}
