import {
  BackendFeature,
  coreServices,
  createBackendModule,
  createServiceFactory,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import {
  ScanReport,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import {
  agentCoreMemoryHistoryExtensionPoint,
  HistoryBackfill,
} from 'backstage-plugin-agentcore-memory-node';
import { agentCoreMemoryPlugin } from '../plugin';

function databaseOf(knex: Awaited<ReturnType<TestDatabases['init']>>) {
  return createServiceFactory({
    service: coreServices.database,
    deps: {},
    factory: () => mockServices.database({ knex, migrations: { skip: false } }),
  });
}

/** Starts the plugin in a test backend and hands out its events. */
export async function startBackend(
  options: {
    entities?: Entity[];
    catalog?: BackendFeature;
    config?: object;
    features?: BackendFeature[];
    /** What was known before recording began. */
    backfill?: HistoryBackfill;
    /** Default: SQLite in memory. */
    knex?: Awaited<ReturnType<TestDatabases['init']>>;
  } = {},
) {
  let events!: EventsService;
  let scheduler!: SchedulerService;
  const probe = createBackendModule({
    pluginId: 'agentcore-memory',
    moduleId: 'probe',
    register(reg) {
      reg.registerInit({
        deps: {
          service: eventsServiceRef,
          tasks: coreServices.scheduler,
          history: agentCoreMemoryHistoryExtensionPoint,
        },
        async init({ service, tasks, history }) {
          events = service;
          scheduler = tasks;
          if (options.backfill) history.setBackfill(options.backfill);
        },
      });
    },
  });
  const backend = await startTestBackend({
    features: [
      agentCoreMemoryPlugin,
      probe,
      options.catalog ??
        catalogServiceMock.factory({ entities: options.entities ?? [] }),
      mockServices.rootConfig.factory({ data: options.config ?? {} }),
      ...(options.knex ? [databaseOf(options.knex)] : []),
      ...(options.features ?? []),
    ],
  });
  return {
    server: backend.server,
    stop: () => backend.stop(),
    events,
    /** Records history now. */
    record: () => scheduler.triggerTask('agentcore-memory-history'),
    publish: (eventPayload: ScanReport) =>
      events.publish({ topic: TOPIC_SCAN_REPORT, eventPayload }),
  };
}
