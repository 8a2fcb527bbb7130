import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import {
  inventoryServiceRef,
  writerServiceRef,
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
        events: eventsServiceRef,
        inventory: inventoryServiceRef,
        writer: writerServiceRef,
      },
      async init({ actions, ...deps }) {
        actions.addActions(createCreateMemoryAction(deps));
      },
    });
  },
});
