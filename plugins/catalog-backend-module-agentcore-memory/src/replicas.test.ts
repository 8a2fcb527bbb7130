import {
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
  TestDatabases,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import {
  DefaultEventsService,
  EventsService,
  eventsServiceRef,
} from '@backstage/plugin-events-node';
import { Sandbox, startSandbox } from 'aws-sandbox';
import {
  ALL_MEMORIES_FILTER,
  readMemoryEntity,
  TOPIC_AWS_EVENTS,
  TOPIC_MEMORY_CHANGED,
} from 'backstage-plugin-agentcore-memory-common';
import { keyEvent } from './__testUtils__/providerWorld';
import { catalogModuleAgentCoreMemory } from './module';
import { Database } from './store/rows';

const ACCOUNT = '111122223333';
const here = { accountId: ACCOUNT, region: 'eu-central-1' };

/** A backend with the real catalog, and an events bus that no other backend hears. */
async function startReplica(sandbox: Sandbox, db: Database) {
  const events: EventsService = DefaultEventsService.create({
    logger: mockServices.logger.mock(),
  });
  let catalog: CatalogService | undefined;
  const backend = await startTestBackend({
    features: [
      catalogPlugin,
      catalogModuleAgentCoreMemory,
      mockServices.database.factory({ knex: db }),
      createServiceFactory({
        service: eventsServiceRef,
        deps: {},
        factory: () => events,
      }),
      mockServices.rootConfig.factory({
        data: {
          aws: {
            accounts: [
              { accountId: ACCOUNT, ...sandbox.credentialsFor(ACCOUNT) },
            ],
          },
          catalog: {
            processingInterval: { seconds: 1 },
            providers: {
              agentCoreMemory: {
                main: { accounts: [ACCOUNT], regions: [here.region] },
              },
            },
          },
        },
      }),
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'probe',
        register(reg) {
          reg.registerInit({
            deps: { service: catalogServiceRef },
            async init({ service }) {
              catalog = service;
            },
          });
        },
      }),
    ],
  });
  return {
    events,
    stop: () => backend.stop(),
    /** Verdicts in the catalog by name. */
    async verdicts() {
      const { items } = await catalog!.queryEntities(
        { filter: ALL_MEMORIES_FILTER },
        { credentials: mockCredentials.service() },
      );
      return Object.fromEntries(
        items
          .map(readMemoryEntity)
          .flatMap(memory => (memory ? [[memory.title, memory.verdict]] : [])),
      );
    },
  };
}

describe.each(TestDatabases.create().eachSupportedId())(
  'two backends with one database on %s',
  databaseId => {
    const databases = TestDatabases.create();
    let sandbox: Sandbox;

    beforeAll(async () => {
      sandbox = await startSandbox();
      process.env.AWS_ENDPOINT_URL = sandbox.url;
    });

    afterAll(async () => {
      delete process.env.AWS_ENDPOINT_URL;
      await sandbox.stop();
    });

    it('converge while events arrive at both of them', async () => {
      const db = await databases.init(databaseId);
      const keys = [1, 2, 3].map(() =>
        sandbox.state.createKey({ ...here, rotationEnabled: true }),
      );
      const memories = keys.flatMap((key, i) =>
        ['a', 'b'].map(name =>
          sandbox.state.createMemory({
            ...here,
            name: `${name}_${i}`,
            encryptionKeyArn: key.arn,
            tags: { owner: 'a' },
          }),
        ),
      );
      const replicas = [
        await startReplica(sandbox, db),
        await startReplica(sandbox, db),
      ];
      try {
        for (const { arn } of memories) {
          await replicas[0].events.publish({
            topic: TOPIC_MEMORY_CHANGED,
            eventPayload: { arn },
          });
        }
        // Each change is told to one of them, or to both; the last word is AWS's.
        for (let i = 0; i < 12; i += 1) {
          const key = keys[i % keys.length];
          const isDisabled = (i + Math.floor(i / 3)) % 2 === 0;
          sandbox.state.setKeyState(
            key.arn,
            isDisabled ? 'Disabled' : 'Enabled',
          );
          await Promise.all(
            (i % 4 === 3 ? replicas : [replicas[i % 2]]).map(({ events }) =>
              events.publish({
                topic: TOPIC_AWS_EVENTS,
                eventPayload: keyEvent(
                  isDisabled ? 'DisableKey' : 'EnableKey',
                  key.arn,
                ),
              }),
            ),
          );
          await new Promise(resolve => setImmediate(resolve));
        }
        const expected = Object.fromEntries(
          keys.flatMap((key, i) =>
            ['a', 'b'].map(name => [
              `${name}_${i}`,
              sandbox.state.findKey(key.arn)?.keyState === 'Disabled'
                ? 'non-compliant'
                : 'compliant',
            ]),
          ),
        );
        for (const { verdicts } of replicas) {
          // The catalog takes its seconds; the test's own time-out ends this.
          while (
            JSON.stringify(Object.entries(await verdicts()).sort()) !==
            JSON.stringify(Object.entries(expected).sort())
          ) {
            await new Promise(resolve => setTimeout(resolve, 200));
          }
        }
        const rows = await db('agentcore_memory__memories');
        expect(rows).toHaveLength(6);
        expect(rows.filter(row => row.to_publish)).toEqual([]);
      } finally {
        for (const { stop } of replicas) await stop();
      }
    }, 60_000);
  },
);
