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
import { HttpScanHistory } from './provider/ScanHistory';
import {
  agentCoreMemoryTransformExtensionPoint,
  collectTransformers,
} from './transformers';

/**
 * Adds one entity provider per entry of `catalog.providers.agentCoreMemory`.
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
        discovery: coreServices.discovery,
        events: eventsServiceRef,
        lifecycle: coreServices.lifecycle,
        logger: coreServices.logger,
        processing: catalogProcessingExtensionPoint,
        scheduler: coreServices.scheduler,
      },
      async init({
        auth,
        catalog,
        config,
        discovery,
        events,
        logger,
        ...deps
      }) {
        // One for all providers: they share the quotas of accounts that they have in common.
        const inventory = DefaultMemoryInventory.fromConfig(config);
        const rules = readRuleSettings(config);
        for (const providerConfig of readProviderConfigs(config)) {
          const provider = new AgentCoreMemoryEntityProvider({
            config: providerConfig,
            rules,
            inventory,
            catalog: new CatalogReader(catalog, auth),
            events,
            history: new HttpScanHistory({ auth, discovery }),
            transformers,
            logger,
            taskRunner: deps.scheduler.createScheduledTaskRunner(
              readSchedule(providerConfig),
            ),
            triggerScan: id => deps.scheduler.triggerTask(id),
          });
          deps.processing.addEntityProvider(provider);
          deps.lifecycle.addShutdownHook(() => provider.stop());
        }
      },
    });
  },
});
