import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { techInsightsFactRetrieversExtensionPoint } from '@backstage-community/plugin-tech-insights-node';
import { AgentCoreMemoryClient } from './AgentCoreMemoryClient';
import { createMemoryFactRetriever } from './createMemoryFactRetriever';
import { createTeamFactRetriever } from './createTeamFactRetriever';

/**
 * Adds the fact retrievers `agentcore-memory-facts` and `agentcore-memory-team-facts`. Each runs once it is configured in
 * `techInsights.factRetrievers` under its id.
 *
 * @public
 */
export const techInsightsModuleAgentCoreMemory = createBackendModule({
  pluginId: 'tech-insights',
  moduleId: 'agentcore-memory',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        discovery: coreServices.discovery,
        techInsights: techInsightsFactRetrieversExtensionPoint,
      },
      async init({ auth, catalog, discovery, techInsights }) {
        const client = new AgentCoreMemoryClient({ auth, discovery });
        const retrievers = [
          createMemoryFactRetriever({ auth, catalog, client }),
          createTeamFactRetriever({ client }),
        ];
        techInsights.addFactRetrievers(
          Object.fromEntries(
            retrievers.map(retriever => [retriever.id, retriever]),
          ),
        );
      },
    });
  },
});
