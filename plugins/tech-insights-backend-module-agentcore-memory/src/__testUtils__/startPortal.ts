import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  DatabaseService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import techInsightsPlugin from '@backstage-community/plugin-tech-insights-backend';
import jsonRulesModule from '@backstage-community/plugin-tech-insights-backend-module-jsonfc';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- the test asks the real one, over HTTP
import agentCoreMemoryPlugin from 'backstage-plugin-agentcore-memory-backend';
import {
  ScanReport,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import request from 'supertest';
import { techInsightsModuleAgentCoreMemory } from '../module';
import { PLACE } from './entities';
import { README_CONFIG } from './readmeConfig';

/** Ids of the retrievers; also those of their tasks. */
export const MEMORY_FACTS_ID = 'agentcore-memory-facts';
export const TEAM_FACTS_ID = 'agentcore-memory-team-facts';

/**
 * What does not work:
 * - `backend`: nobody answers for the AgentCore memory plugin;
 * - `permission`: it refuses everybody;
 * - `backend-catalog`: it can't read the catalog, though others can;
 * - `catalog`: nobody can.
 */
export type Fault = 'backend' | 'permission' | 'backend-catalog' | 'catalog';

/** Starts the real Tech Insights, with the README's configuration, and the real AgentCore memory backend. */
export async function startPortal(options: {
  /** Looked at whenever something is asked. */
  entities: Entity[];
  /** Looked at whenever something is asked. */
  faults?: Set<Fault>;
}) {
  const { faults = new Set() } = options;
  let database!: DatabaseService;
  let events!: EventsService;
  let port = 0;
  let scheduler!: SchedulerService;
  const factsProbe = createBackendModule({
    pluginId: 'tech-insights',
    moduleId: 'probe',
    register(reg) {
      reg.registerInit({
        deps: { facts: coreServices.database, tasks: coreServices.scheduler },
        async init({ facts, tasks }) {
          database = facts;
          scheduler = tasks;
        },
      });
    },
  });
  const eventsProbe = createBackendModule({
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
  const catalog = () => catalogServiceMock({ entities: options.entities });
  const backend = await startTestBackend({
    features: [
      techInsightsPlugin,
      jsonRulesModule,
      techInsightsModuleAgentCoreMemory,
      agentCoreMemoryPlugin,
      factsProbe,
      eventsProbe,
      catalogServiceMock.mock({
        getEntitiesByRefs: (asked, by) =>
          catalog().getEntitiesByRefs(asked, by),
        getEntityByRef: (ref, by) => catalog().getEntityByRef(ref, by),
        streamEntities(asked, by) {
          // Only the backend asks for this field.
          const isBackend = asked?.fields?.includes('spec.dependsOn');
          if (
            faults.has('catalog') ||
            (faults.has('backend-catalog') && isBackend)
          ) {
            throw new Error('The catalog does not answer');
          }
          return catalog().streamEntities(asked, by);
        },
      }).factory,
      mockServices.permissions.mock({
        authorize: async asked =>
          asked.map(({ permission }) => ({
            result:
              faults.has('permission') &&
              permission.name.startsWith('agentcore-memory.')
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
        authorizeConditional: async asked =>
          asked.map(() => ({ result: AuthorizeResult.ALLOW })),
      }).factory,
      createServiceFactory({
        service: coreServices.discovery,
        deps: {},
        factory: () => {
          const getBaseUrl = async (pluginId: string) =>
            faults.has('backend') && pluginId === 'agentcore-memory'
              ? 'http://127.0.0.1:1'
              : `http://localhost:${port}/api/${pluginId}`;
          return { getBaseUrl, getExternalBaseUrl: getBaseUrl };
        },
      }),
      mockServices.rootConfig.factory({
        data: {
          ...README_CONFIG,
          agentCoreMemory: {
            waivers: { approvers: ['user:default/mock'], ownApproval: true },
          },
        },
      }),
    ],
  });
  port = backend.server.port();
  const now = new Date().toISOString();
  const eventPayload: ScanReport = {
    providerId: 'main',
    ...PLACE,
    startedAt: now,
    finishedAt: now,
    outcome: 'complete',
    memories: options.entities.length,
    removed: 0,
    calls: {},
    throttles: 0,
    changed: 0,
    notInCatalog: 0,
  };
  await events.publish({ topic: TOPIC_SCAN_REPORT, eventPayload });

  const user = { authorization: mockCredentials.user.header() };
  return {
    stop: () => backend.stop(),
    /** Has both retrievers run. */
    async retrieve() {
      await scheduler.triggerTask(MEMORY_FACTS_ID);
      await scheduler.triggerTask(TEAM_FACTS_ID);
    },
    /** Lets all stored facts be older by this. */
    async age(hours: number) {
      const db = await database.getClient();
      const at = new Date(Date.now() - hours * 3600_000).toISOString();
      // SQLite's own spelling, to compare with what it writes.
      const timestamp = at.replace('T', ' ').slice(0, 19);
      await db('facts').update({ timestamp });
    },
    /** The latest facts of an entity by one retriever; `undefined`: none. */
    async facts(ids: string, entity: string) {
      const { body, status } = await request(backend.server)
        .get('/api/tech-insights/facts/latest')
        .query({ entity, ids })
        .set(user);
      expect(status).toBe(200);
      return body[ids]?.facts;
    },
    /** Results of all checks on an entity, by check; checks without facts are left out. */
    async checks(entity: string): Promise<Record<string, boolean>> {
      const [kind, namespace, name] = entity.split(/[:/]/);
      const { body, status } = await request(backend.server)
        .post(`/api/tech-insights/checks/run/${namespace}/${kind}/${name}`)
        .set(user)
        .send({});
      expect(status).toBe(200);
      return Object.fromEntries(
        body.map(
          ({ check, result }: { check: { id: string }; result: boolean }) => [
            check.id,
            result,
          ],
        ),
      );
    },
    /** Asks the AgentCore memory backend, as a user. */
    async post(path: string, body: object) {
      const answer = await request(backend.server)
        .post(`/api/agentcore-memory/v1/${path}`)
        .set(user)
        .send(body);
      expect(answer.status).toBeLessThan(300);
      return answer.body;
    },
  };
}
