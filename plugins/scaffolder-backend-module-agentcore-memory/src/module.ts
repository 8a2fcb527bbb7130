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
  keyWriterServiceRef,
  memoryContentsServiceRef,
  placesServiceRef,
  readWriterConfig,
  writerServiceRef,
} from 'backstage-plugin-agentcore-memory-node';
import { createCatchUpAction } from './actions/catchUp';
import { createCreateKeyAction } from './actions/createKey';
import { createCreateMemoryAction } from './actions/createMemory';
import { createDeleteMemoryAction } from './actions/deleteMemory';
import { createMigrateMemoryAction } from './actions/migrateMemory';
import { createWriteCodeAction } from './actions/writeCode';

/**
 * Adds the actions `agentcore-memory:create`, `agentcore-memory:create-key`, `agentcore-memory:write-code`,
 * `agentcore-memory:migrate`, `agentcore-memory:catch-up` and `agentcore-memory:delete`.
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
        contents: memoryContentsServiceRef,
        events: eventsServiceRef,
        inventory: inventoryServiceRef,
        keyWriter: keyWriterServiceRef,
        permissions: coreServices.permissions,
        places: placesServiceRef,
        userInfo: coreServices.userInfo,
        writer: writerServiceRef,
      },
      async init({ actions, config, ...deps }) {
        const options = {
          ...deps,
          config: readWriterConfig(config),
          rules: parseRuleSettings(config.getOptional('agentCoreMemory.rules')),
        };
        actions.addActions(
          createCreateMemoryAction(options),
          createCreateKeyAction(options),
          createWriteCodeAction(options),
          createMigrateMemoryAction(options),
          createCatchUpAction(options),
          createDeleteMemoryAction(options),
        );
      },
    });
  },
});
