import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { actionsRegistryServiceRef } from '@backstage/backend-plugin-api/alpha';
import { catalogServiceRef } from '@backstage/plugin-catalog-node';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import { notificationService } from '@backstage/plugin-notifications-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  agentCoreMemoryChangePermissions,
  agentCoreMemoryPermissions,
  agentCoreMemoryWaiverChangePermissions,
  parseRuleSettings,
} from 'backstage-plugin-agentcore-memory-common';
import {
  agentCoreMemoryHistoryExtensionPoint,
  HistoryBackfill,
  inventoryServiceRef,
  keyActivityServiceRef,
  memoryChangeResourceRef,
  memoryChangeRules,
  placesServiceRef,
  readWriterConfig,
  waiverResourceRef,
  waiverRules,
  writerServiceRef,
} from 'backstage-plugin-agentcore-memory-node';
import { registerActions } from './actions/registerActions';
import {
  AWS_EVENTS_PATH,
  createAwsEventsRouter,
} from './awsEvents/createAwsEventsRouter';
import { readAwsEventsSecret } from './awsEvents/readAwsEventsSecret';
import { ChangeSignal } from './ChangeSignal';
import { AuthorizedHistoryService } from './history/AuthorizedHistoryService';
import { DefaultHistoryService } from './history/DefaultHistoryService';
import { AuthorizedExportService } from './export/AuthorizedExportService';
import { DefaultExportService } from './export/DefaultExportService';
import { EvidenceReader } from './export/EvidenceReader';
import { HistoryKeeper } from './history/HistoryKeeper';
import { HistoryReader } from './history/HistoryReader';
import { HistoryRecorder } from './history/HistoryRecorder';
import { AuthorizedKeyActivityReader } from './keyActivity/AuthorizedKeyActivityReader';
import { DefaultKeyActivityReader } from './keyActivity/DefaultKeyActivityReader';
import { KeyDeletions } from './notifications/KeyDeletions';
import { NotificationStore } from './notifications/NotificationStore';
import { Notifier } from './notifications/Notifier';
import { readNotificationSettings } from './notifications/readNotificationSettings';
import { openDatabase } from './openDatabase';
import { readStaleAfter } from './readStaleAfter';
import { createRouter } from './router';
import { AuthorizedScanService } from './scans/AuthorizedScanService';
import { DefaultScanService } from './scans/DefaultScanService';
import { ScanStore } from './scans/ScanStore';
import { AuthorizedScorecardService } from './scorecards/AuthorizedScorecardService';
import { DefaultScorecardService } from './scorecards/DefaultScorecardService';
import { createSnapshotReader } from './scorecards/MemorySnapshot';
import { ReadableEntities } from './scorecards/ReadableEntities';
import { ScorecardReader } from './scorecards/ScorecardReader';
import { SnapshotCache } from './scorecards/SnapshotCache';
import { subscribeToScans } from './subscribeToScans';
import { AuthorizedTargetService } from './targets/AuthorizedTargetService';
import { DefaultTargetService } from './targets/DefaultTargetService';
import { AuthorizedWaiverService } from './waivers/AuthorizedWaiverService';
import { DefaultWaiverService } from './waivers/DefaultWaiverService';
import { WaiverAuthority } from './waivers/WaiverAuthority';
import { readWaiverSettings } from './waivers/WaiverSettings';
import { WaiverReader } from './waivers/WaiverReader';
import { WaiverStore } from './waivers/WaiverStore';

/**
 * Serves scorecards of AgentCore memories per owning team.
 *
 * @public
 */
export const agentCoreMemoryPlugin = createBackendPlugin({
  pluginId: 'agentcore-memory',
  register(env) {
    let backfill: HistoryBackfill | undefined;
    env.registerExtensionPoint(agentCoreMemoryHistoryExtensionPoint, {
      setBackfill(given) {
        if (backfill) throw new Error('The backfill of history is set already');
        backfill = given;
      },
    });
    env.registerInit({
      deps: {
        actions: actionsRegistryServiceRef,
        auditor: coreServices.auditor,
        auth: coreServices.auth,
        catalog: catalogServiceRef,
        config: coreServices.rootConfig,
        database: coreServices.database,
        events: eventsServiceRef,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        inventory: inventoryServiceRef,
        keyActivity: keyActivityServiceRef,
        logger: coreServices.logger,
        notifications: notificationService,
        permissions: coreServices.permissions,
        permissionsRegistry: coreServices.permissionsRegistry,
        places: placesServiceRef,
        scheduler: coreServices.scheduler,
        signals: signalsServiceRef,
        userInfo: coreServices.userInfo,
        writer: writerServiceRef,
      },
      async init({ auth, catalog, config, events, logger, ...deps }) {
        const staleAfterMs = readStaleAfter(config);
        const waiverSettings = readWaiverSettings(config);
        const notificationSettings = readNotificationSettings(config);
        const secret = readAwsEventsSecret(config);
        const rules = parseRuleSettings(
          config.getOptional('agentCoreMemory.rules'),
        );
        const db = await openDatabase(deps.database);
        const scans = new ScanStore(db);
        const history = new HistoryReader(db);
        const waivers = new WaiverStore(db);
        const snapshotReader = createSnapshotReader({ catalog, auth });
        const snapshots = new SnapshotCache({ reader: snapshotReader, logger });
        const reader = new ScorecardReader({
          snapshots,
          scans,
          history,
          waivers: new WaiverReader(waivers),
          catalog,
          readable: new ReadableEntities({
            catalog,
            permissions: deps.permissions,
            auth,
          }),
          staleAfterMs,
        });
        const signal = new ChangeSignal({ signals: deps.signals, logger });
        const notifier = new Notifier({
          ...notificationSettings,
          store: new NotificationStore(db),
          snapshots: snapshotReader,
          keys: new KeyDeletions({ catalog, auth }),
          waivers,
          notifications: deps.notifications,
          logger,
        });
        const keeper = new HistoryKeeper({
          reader,
          snapshots: snapshotReader,
          recorder: new HistoryRecorder(db),
          scheduler: deps.scheduler,
          logger,
          backfill,
          onRecorded: async recorded => {
            if (recorded.differs) signal.changed();
            await notifier.run(recorded);
          },
        });
        await keeper.start();
        await subscribeToScans({
          events,
          scans,
          snapshots,
          signal,
          history: keeper,
          logger,
        });
        deps.permissionsRegistry.addPermissions(agentCoreMemoryPermissions);
        // Asked by the scaffolder; its rules are described here for those who write policies.
        deps.permissionsRegistry.addResourceType({
          resourceRef: memoryChangeResourceRef,
          permissions: agentCoreMemoryChangePermissions,
          rules: Object.values(memoryChangeRules),
        });
        deps.permissionsRegistry.addResourceType({
          resourceRef: waiverResourceRef,
          permissions: agentCoreMemoryWaiverChangePermissions,
          rules: Object.values(waiverRules),
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
        const { auditor, permissions } = deps;
        const scorecardService = new AuthorizedScorecardService(
          new DefaultScorecardService({ reader, catalog, rules }),
          permissions,
        );
        const scanService = new AuthorizedScanService(
          new DefaultScanService({ scans, events, staleAfterMs }),
          permissions,
        );
        const waiverService = new AuthorizedWaiverService(
          new DefaultWaiverService({
            store: waivers,
            reader,
            authority: new WaiverAuthority({
              auth,
              permissions,
              settings: waiverSettings,
              userInfo: deps.userInfo,
            }),
            auditor,
            settings: waiverSettings,
            onChanged: () => {
              signal.changed();
              keeper.changed();
            },
          }),
          permissions,
        );
        const evidence = new EvidenceReader({
          catalog,
          reader,
          waivers: waiverService,
        });
        registerActions(deps.actions, {
          catalog,
          evidence,
          reader,
          scorecards: scorecardService,
        });
        deps.httpRouter.use(
          createRouter({
            httpAuth: deps.httpAuth,
            scorecards: scorecardService,
            history: new AuthorizedHistoryService(
              new DefaultHistoryService({ reader, history }),
              permissions,
            ),
            scans: scanService,
            targets: new AuthorizedTargetService(
              new DefaultTargetService({
                auth,
                catalog,
                config: readWriterConfig(config),
                inventory: deps.inventory,
                permissions,
                places: deps.places,
                rules,
                userInfo: deps.userInfo,
                writer: deps.writer,
              }),
              permissions,
            ),
            waivers: waiverService,
            keyActivity: new AuthorizedKeyActivityReader(
              new DefaultKeyActivityReader({
                catalog,
                activity: deps.keyActivity,
              }),
              permissions,
            ),
            exports: new AuthorizedExportService(
              new DefaultExportService({
                evidence,
                scorecards: scorecardService,
                scans: scanService,
                auditor,
                auth,
              }),
              permissions,
            ),
          }),
        );
      },
    });
  },
});
