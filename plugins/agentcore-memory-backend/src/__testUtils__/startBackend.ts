import {
  BackendFeature,
  createBackendModule,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import {
  ScanReport,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { agentCoreMemoryPlugin } from '../plugin';

/** Starts the plugin in a test backend and hands out its events. */
export async function startBackend(
  options: {
    entities?: Entity[];
    catalog?: BackendFeature;
    config?: object;
    features?: BackendFeature[];
  } = {},
) {
  let events!: EventsService;
  const probe = createBackendModule({
    pluginId: 'agentcore-memory',
    moduleId: 'probe',
    register(reg) {
      reg.registerInit({
        deps: { service: eventsServiceRef },
        async init({ service }) {
          events = service;
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
      ...(options.features ?? []),
    ],
  });
  return {
    server: backend.server,
    stop: () => backend.stop(),
    events,
    publish: (eventPayload: ScanReport) =>
      events.publish({ topic: TOPIC_SCAN_REPORT, eventPayload }),
  };
}
