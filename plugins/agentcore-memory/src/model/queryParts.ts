import { Entity } from '@backstage/catalog-model';
import { CatalogApi } from '@backstage/plugin-catalog-react';

/**
 * One page of the answers to several requests, one after the other, and how many entities each finds.
 *
 * @param parts - requests without offset and limit that find no entity twice
 */
export async function queryParts(
  catalogApi: CatalogApi,
  parts: readonly NonNullable<Parameters<CatalogApi['queryEntities']>[0]>[],
  page: { offset: number; limit: number },
): Promise<{ items: Entity[]; totals: number[] }> {
  const items: Entity[] = [];
  const totals: number[] = [];
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
    totals.push(answer.totalItems);
    total += answer.totalItems;
  }
  return { items, totals };
}
