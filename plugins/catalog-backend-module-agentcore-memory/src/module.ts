import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import {
  DefaultMemoryInventory,
  readProviderConfigs,
  readRuleSettings,
} from 'backstage-plugin-agentcore-memory-node';
import { AgentCoreMemoryEntityProvider } from './provider/AgentCoreMemoryEntityProvider';
import { CatalogReader } from './provider/CatalogReader';
import { readSchedule } from './provider/readSchedule';

/**
 * Adds one entity provider per entry of `catalog.providers.agentCoreMemory`.
 *
 * @public
 */
export const catalogModuleAgentCoreMemory = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'agentcore-memory',
  register(reg) {
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, events, logger, ...deps }) {
        const inventory = DefaultMemoryInventory.fromConfig(config);
        const rules = readRuleSettings(config);
        for (const provider of readProviderConfigs(config)) {
          deps.processing.addEntityProvider(
            new AgentCoreMemoryEntityProvider({
              config: provider,
              rules,
              inventory,
              catalog: new CatalogReader(catalog, auth),
              events,
              logger,
              taskRunner: deps.scheduler.createScheduledTaskRunner(
                readSchedule(provider),
              ),
            }),
          );
        }
      },
    });
  },
});
