import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { stringifyEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import { PlacesToRepoint } from './migration/MigrationReport';

const LIMIT = 100;

/** Whether a tag is about agents: by its key, or since its value is the ARN of something of AgentCore that is no memory. */
function namesAgents([key, value]: [string, string]): boolean {
  if (/^(aws:|agentcore-memory\/)/i.test(key)) return false;
  return (
    /agent|runtime/i.test(key) ||
    /^arn:aws[a-z-]*:bedrock(-agentcore)?:[^:]*:[^:]*:(?!memory\/)/.test(value)
  );
}

/**
 * What has to be pointed at a memory's successor: what depends on it in the catalog, as far as the initiator may see it,
 * and the agents that its tags name. Roles, environment variables and code that name it are nowhere on record.
 */
export async function findPlacesToRepoint(
  entityRef: string,
  tags: Readonly<Record<string, string>>,
  {
    catalog,
    credentials,
  }: {
    catalog: Pick<CatalogService, 'queryEntities'>;
    credentials: BackstageCredentials;
  },
): Promise<PlacesToRepoint> {
  const named = Object.entries(tags)
    .filter(namesAgents)
    .map(([key, value]) => ({ key, value }));
  try {
    const { items, totalItems } = await catalog.queryEntities(
      {
        filter: { 'relations.dependsOn': entityRef },
        fields: ['kind', 'metadata.name', 'metadata.namespace'],
        limit: LIMIT,
      },
      { credentials },
    );
    return {
      entityRefs: items.map(item => stringifyEntityRef(item)).sort(),
      more: totalItems - items.length,
      tags: named,
    };
  } catch {
    // The data can be moved all the same; the report says that nobody knows.
    return { entityRefs: [], more: 'unknown', tags: named };
  }
}
