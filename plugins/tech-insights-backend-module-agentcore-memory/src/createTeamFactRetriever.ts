import { parseEntityRef } from '@backstage/catalog-model';
import { FactRetriever } from '@backstage-community/plugin-tech-insights-node';
import { AgentCoreMemoryClient } from './AgentCoreMemoryClient';
import { createFactRetriever } from './createFactRetriever';
import { TEAM_FACTS, toTeamFacts } from './teamFacts';

/** Retrieves the facts of each group with a scorecard: what its page shows, so those of the groups below it as well. */
export function createTeamFactRetriever({
  client,
}: {
  client: AgentCoreMemoryClient;
}): FactRetriever {
  return createFactRetriever({
    id: 'agentcore-memory-team-facts',
    title: 'AgentCore memories of teams',
    description:
      'How the AgentCore memories of a group, and of all groups below it, are encrypted',
    entityFilter: [{ kind: 'Group' }],
    schema: TEAM_FACTS,
    async read() {
      const { items } = await client.getScorecards();
      const now = Date.now();
      return items.flatMap(({ ownerRef, rolledUp, ...own }) => {
        const entity =
          ownerRef === undefined ? undefined : parseEntityRef(ownerRef);
        return entity?.kind === 'group'
          ? [{ entity, facts: toTeamFacts(rolledUp ?? own, now) }]
          : [];
      });
    },
  });
}
