import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  DefaultMemoryInventory,
  DefaultMemoryWriter,
} from 'backstage-plugin-agentcore-memory-node';
import { createCreateMemoryAction } from './actions/createMemory';

/**
 * Adds the action `agentcore-memory:create`.
 *
 * @public
 */
export const scaffolderModuleAgentCoreMemory = createBackendModule({
  pluginId: 'scaffolder',
  moduleId: 'agentcore-memory',
  register(reg) {
    reg.registerInit({
      deps: {
        actions: scaffolderActionsExtensionPoint,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
      },
      async init({ actions, auth, catalog, config, events }) {
        actions.addActions(
          createCreateMemoryAction({
            inventory: DefaultMemoryInventory.fromConfig(config),
            writer: DefaultMemoryWriter.fromConfig(config),
            events,
            catalog,
            auth,
          }),
        );
      },
    });
  },
});
