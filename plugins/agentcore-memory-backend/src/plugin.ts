import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  agentCoreMemoryChangePermissions,
  agentCoreMemoryPermissions,
  parseRuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import {
  memoryChangeResourceRef,
  memoryChangeRules,
} from 'backstage-plugin-agentcore-memory-node';
import {
  AWS_EVENTS_PATH,
  createAwsEventsRouter,
} from './awsEvents/createAwsEventsRouter';
import { readAwsEventsSecret } from './awsEvents/readAwsEventsSecret';
import { ChangeSignal } from './ChangeSignal';
import { readStaleAfter } from './readStaleAfter';
import { createRouter } from './router';
import { AuthorizedScanService } from './scans/AuthorizedScanService';
import { DefaultScanService } from './scans/DefaultScanService';
import { ScanStore } from './scans/ScanStore';
import { AuthorizedScorecardService } from './scorecards/AuthorizedScorecardService';
import { DefaultScorecardService } from './scorecards/DefaultScorecardService';
import { createSnapshotReader } from './scorecards/MemorySnapshot';
import { ReadableOwners } from './scorecards/ReadableOwners';
import { SnapshotCache } from './scorecards/SnapshotCache';
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
        const secret = readAwsEventsSecret(config);
        const scans = await ScanStore.create(deps.database);
        const snapshots = new SnapshotCache({
          reader: createSnapshotReader({ catalog, auth }),
          logger,
        });
        const signal = new ChangeSignal({ signals: deps.signals, logger });
        await subscribeToScans({ events, scans, snapshots, signal, logger });
        deps.permissionsRegistry.addPermissions(agentCoreMemoryPermissions);
        // Asked by the scaffolder; its rules are described here for those who write policies.
        deps.permissionsRegistry.addResourceType({
          resourceRef: memoryChangeResourceRef,
          permissions: agentCoreMemoryChangePermissions,
          rules: Object.values(memoryChangeRules),
        });
        if (secret !== undefined) {
          deps.httpRouter.addAuthPolicy({
            path: AWS_EVENTS_PATH,
            allow: 'unauthenticated',
          });
          deps.httpRouter.use(
            createAwsEventsRouter({ secret, events, logger }),
          );
        }
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            scorecards: new AuthorizedScorecardService(
              new DefaultScorecardService({
                snapshots,
                scans,
                catalog,
                staleAfterMs,
                rules: parseRuleSettings(
                  config.getOptional('agentCoreMemory.rules'),
                ),
                readable: new ReadableOwners({
                  catalog,
                  permissions: deps.permissions,
                  auth,
                }),
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
