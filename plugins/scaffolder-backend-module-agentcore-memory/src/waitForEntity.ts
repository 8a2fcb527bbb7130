import { setTimeout as delay } from 'node:timers/promises';
import { AuthService } from '@backstage/backend-plugin-api';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { isOursOf } from 'backstage-plugin-agentcore-memory-common';
import { Patience } from './waitUntilActive';

/** The catalog processes a change within a few seconds; longer means that no provider covers the account. */
export const CATALOG_PATIENCE: Patience = {
  intervalMs: 500,
  timeoutMs: 20_000,
};

/**
 * Waits until the catalog shows our entity of a memory, so that links to it work. `false`: it did not, in time.
 *
 * Rejects when aborted. A catalog that does not answer counts as one that does not show the entity.
 */
export async function waitForEntity(options: {
  catalog: Pick<CatalogService, 'getEntityByRef'>;
  auth: AuthService;
  entityRef: string;
  /** Of the memory: somebody else's entity may have the name. */
  arn: string;
  patience: Patience;
  signal?: AbortSignal;
}): Promise<boolean> {
  const { catalog, auth, entityRef, arn, patience, signal } = options;
  const deadline = Date.now() + patience.timeoutMs;
  while (Date.now() < deadline) {
    const credentials = await auth.getOwnServiceCredentials();
    const entity = await catalog
      .getEntityByRef(entityRef, { credentials })
      .catch(() => undefined);
    if (entity && isOursOf(entity, arn)) return true;
    await delay(patience.intervalMs, undefined, { signal });
  }
  return false;
}
