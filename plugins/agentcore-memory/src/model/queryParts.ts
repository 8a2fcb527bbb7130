import { Entity } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';

/**
 * One page of the answers to several requests, one after the other.
 *
 * @param parts - requests without offset and limit that find no entity twice
 */
export async function queryParts(
  catalogApi: CatalogApi,
  parts: readonly NonNullable<Parameters<CatalogApi['queryEntities']>[0]>[],
  page: { offset: number; limit: number },
): Promise<{ items: Entity[]; total: number }> {
  const items: Entity[] = [];
  let total = 0;
  for (const request of parts) {
    const missing = page.limit - items.length;
    const answer = await catalogApi.queryEntities({
      ...request,
      offset: Math.max(0, page.offset - total),
      // The number of those that stand on other pages is needed as well.
      limit: Math.max(1, missing),
    });
    items.push(...answer.items.slice(0, missing));
    total += answer.totalItems;
  }
  return { items, total };
}
