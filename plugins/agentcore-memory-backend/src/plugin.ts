import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  agentCoreMemoryPermissions,
  parseRuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import { ChangeSignal } from './ChangeSignal';
import { readStaleAfter } from './readStaleAfter';
import { createRouter } from './router';
import { AuthorizedScanService } from './scans/AuthorizedScanService';
import { DefaultScanService } from './scans/DefaultScanService';
import { ScanStore } from './scans/ScanStore';
import { AuthorizedScorecardService } from './scorecards/AuthorizedScorecardService';
import { CountKeeper } from './scorecards/CountKeeper';
import { DefaultScorecardService } from './scorecards/DefaultScorecardService';
import { countMemories } from './scorecards/MemoryCount';
import { subscribeToScans } from './subscribeToScans';

/**
 * Serves scorecards of AgentCore memories per owning team.
 *
 * @public
 */
export const agentCoreMemoryPlugin = createBackendPlugin({
  pluginId: 'agentcore-memory',
  register(env) {
    env.registerInit({
      deps: {
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        logger: coreServices.logger,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        signals: signalsServiceRef,
      },
      async init({ auth, catalog, config, events, logger, ...deps }) {
        const staleAfterMs = readStaleAfter(config);
        const scans = await ScanStore.create(deps.database);
        const counts = new CountKeeper(
          () => countMemories(catalog, auth),
          logger,
        );
        const signal = new ChangeSignal({ signals: deps.signals, logger });
        await subscribeToScans({ events, scans, counts, signal, logger });
        deps.permissionsRegistry.addPermissions(agentCoreMemoryPermissions);
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            scorecards: new AuthorizedScorecardService(
              new DefaultScorecardService({
                counts,
                scans,
                catalog,
                staleAfterMs,
                rules: parseRuleSettings(
                  config.getOptional('agentCoreMemory.rules'),
                ),
              }),
              deps.permissions,
            ),
            scans: new AuthorizedScanService(
              new DefaultScanService({ scans, events, staleAfterMs }),
              deps.permissions,
            ),
          }),
        );
      },
    });
  },
});
