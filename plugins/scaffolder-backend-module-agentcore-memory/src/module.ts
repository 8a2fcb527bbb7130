import {
  coreServices,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { scaffolderActionsExtensionPoint } from '@backstage/plugin-scaffolder-node';
import { parseRuleSettings } from 'backstage-plugin-agentcore-memory-common';
import {
  inventoryServiceRef,
  placesServiceRef,
  readWriterConfig,
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
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        events: eventsServiceRef,
        inventory: inventoryServiceRef,
        permissions: coreServices.permissions,
        places: placesServiceRef,
        userInfo: coreServices.userInfo,
        writer: writerServiceRef,
      },
      async init({ actions, config, ...deps }) {
        actions.addActions(
          createCreateMemoryAction({
            ...deps,
            config: readWriterConfig(config),
            rules: parseRuleSettings(
              config.getOptional('agentCoreMemory.rules'),
            ),
          }),
        );
      },
    });
  },
});
