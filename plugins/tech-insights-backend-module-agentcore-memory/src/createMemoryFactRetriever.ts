import { AuthService } from '@backstage/backend-plugin-api';
import { parseEntityRef } from '@backstage/catalog-model';
import { CatalogService } from '@backstage/plugin-catalog-node';
import {
  FactRetriever,
  TechInsightFact,
} from '@backstage-community/plugin-tech-insights-node';
import {
  ALL_MEMORIES_FILTER,
  FreshnessResponse,
  MAX_FRESHNESS_REFS,
  MemoryEntity,
  OUR_ENTITIES_QUERY,
  readMemoryEntity,
} from 'backstage-plugin-agentcore-memory-common';
import { AgentCoreMemoryClient } from './AgentCoreMemoryClient';
import { createFactRetriever } from './createFactRetriever';
import { MEMORY_FACTS, toMemoryFacts } from './memoryFacts';

/** What `readMemoryEntity` needs, without what facts do not tell. */
const FIELDS = [...Object.keys(ALL_MEMORIES_FILTER), 'metadata', 'spec.owner'];

/** Retrieves the facts of each memory in the catalog. */
export function createMemoryFactRetriever({
  auth,
  catalog,
  client,
}: {
  auth: AuthService;
  catalog: CatalogService;
  client: AgentCoreMemoryClient;
}): FactRetriever {
  return createFactRetriever({
    id: 'agentcore-memory-facts',
    title: 'AgentCore memories',
    description:
      'How AgentCore memories are encrypted, as their findings tell while they count',
    entityFilter: [{ ...ALL_MEMORIES_FILTER }],
    schema: MEMORY_FACTS,
    async read() {
      const waived = new Set(
        (await client.getActiveWaivers()).map(({ entityRef, rule }) =>
          keyOf(entityRef, rule),
        ),
      );
      const pages = catalog.streamEntities(
        {
          filter: ALL_MEMORIES_FILTER,
          query: OUR_ENTITIES_QUERY,
          fields: FIELDS,
          pageSize: MAX_FRESHNESS_REFS,
        },
        { credentials: await auth.getOwnServiceCredentials() },
      );
      const facts: TechInsightFact[] = [];
      for await (const page of pages) {
        const memories = page.flatMap(entity => readMemoryEntity(entity) ?? []);
        const freshness = await client.getFreshness(
          memories.map(({ entityRef }) => entityRef),
        );
        const isStale = stalenessIn(freshness);
        for (const memory of memories) {
          const { entityRef, ownerRef } = memory;
          facts.push({
            entity: parseEntityRef(entityRef),
            facts: toMemoryFacts(memory, {
              stale: isStale(memory),
              isWaived: rule =>
                waived.has(keyOf(entityRef, rule)) ||
                waived.has(keyOf(ownerRef, rule)),
            }),
          });
        }
      }
      return facts;
    },
  });
}

function keyOf(entityRef: string, rule: string): string {
  return `${entityRef} ${rule}`;
}

function stalenessIn({ stale, staleBefore }: FreshnessResponse) {
  const refs = new Set(stale);
  const limit = Date.parse(staleBefore);
  return ({ entityRef, staleSince }: MemoryEntity) =>
    refs.has(entityRef) ||
    // A text that is no date is as old as can be.
    (staleSince !== undefined && !(Date.parse(staleSince) >= limit));
}
