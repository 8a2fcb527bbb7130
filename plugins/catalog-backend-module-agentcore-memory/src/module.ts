import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import {
  catalogProcessingExtensionPoint,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { parseRuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  inventoryServiceRef,
  readProviderConfigs,
} from 'backstage-plugin-agentcore-memory-node';
import { readSchedule } from './provider/readSchedule';
import { AgentCoreMemoryEntityProvider } from './provider/AgentCoreMemoryEntityProvider';
import { CatalogReader } from './publish/CatalogReader';
import {
  agentCoreMemoryTransformExtensionPoint,
  collectTransformers,
} from './publish/transformers';
import { prepareTables } from './store/prepareTables';

/**
 * Adds the entity provider for all entries of `catalog.providers.agentCoreMemory`.
 *
 * @public
 */
export const catalogModuleAgentCoreMemory = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'agentcore-memory',
  register(reg) {
    const { transformers, extensionPoint } = collectTransformers();
    reg.registerExtensionPoint(
      agentCoreMemoryTransformExtensionPoint,
      extensionPoint,
    );
    reg.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        inventory: inventoryServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({ auth, catalog, config, scheduler, ...deps }) {
        const configs = readProviderConfigs(config);
        const provider = new AgentCoreMemoryEntityProvider({
          configs,
          rules: parseRuleSettings(config.getOptional('agentCoreMemory.rules')),
          inventory: deps.inventory,
          db: await prepareTables(deps.database),
          catalog: new CatalogReader(catalog, auth),
          events: deps.events,
          transformers,
          logger: deps.logger,
          createTaskRunner: providerConfig =>
            scheduler.createScheduledTaskRunner(readSchedule(providerConfig)),
          triggerTask: id => scheduler.triggerTask(id),
          cancelTask: id => scheduler.cancelTask(id),
        });
        deps.processing.addEntityProvider(provider);
        deps.lifecycle.addShutdownHook(() => provider.stop());
      },
    });
  },
});
