import { createBackend } from '@backstage/backend-defaults';
import {
  coreServices,
  createBackendModule,
  createServiceFactory,
  DatabaseService,
  LoggerService,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_LOCATION,
  ANNOTATION_ORIGIN_LOCATION,
  Entity,
} from '@backstage/catalog-model';
import { ConfigReader } from '@backstage/config';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  catalogProcessingExtensionPoint,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import eventsPlugin from '@backstage/plugin-events-backend';
import { eventsServiceRef } from '@backstage/plugin-events-node';
import notificationsPlugin from '@backstage/plugin-notifications-backend';
import permissionPlugin from '@backstage/plugin-permission-backend';
import allowAllModule from '@backstage/plugin-permission-backend-module-allow-all-policy';
import signalsPlugin from '@backstage/plugin-signals-backend';
import agentCoreMemoryPlugin from 'backstage-plugin-agentcore-memory-backend';
import {
  RunFinished,
  ScanReport,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import catalogModuleAgentCoreMemory from 'backstage-plugin-catalog-backend-module-agentcore-memory';
import { BackendNews, BackendQuestion, BackendSetup } from './backendMessages';
import { PROVIDER_ID } from './Company';

const MEGABYTE = 1024 * 1024;
const SAMPLE_EVERY_MS = 100;

function tell(news: BackendNews): void {
  process.send!(news);
}

/** Tells of warnings and errors, and prints nothing. */
function tellingLogger(plugin = 'backend'): LoggerService {
  const teller =
    (level: 'error' | 'warn') =>
    (message: string, meta?: Error | { [name: string]: unknown }) => {
      const cause = meta instanceof Error ? `: ${meta.message}` : '';
      tell({ type: 'log', level, message: `${plugin}: ${message}${cause}` });
    };
  return {
    error: teller('error'),
    warn: teller('warn'),
    info() {},
    debug() {},
    child: ({ plugin: name }) =>
      tellingLogger(typeof name === 'string' ? name : plugin),
  };
}

/** The teams that own memories, each with one user. */
class TeamProvider implements EntityProvider {
  readonly #teams: number;

  constructor(teams: number) {
    this.#teams = teams;
  }

  getProviderName(): string {
    return 'teams';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    const annotations = {
      [ANNOTATION_LOCATION]: 'teams:teams',
      [ANNOTATION_ORIGIN_LOCATION]: 'teams:teams',
    };
    const entities = Array.from({ length: this.#teams }, (_, i): Entity[] => {
      const team = `team-${String(i + 1).padStart(4, '0')}`;
      return [
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'Group',
          metadata: { name: team, annotations },
          spec: { type: 'team', children: [] },
        },
        {
          apiVersion: 'backstage.io/v1alpha1',
          kind: 'User',
          metadata: { name: `user-of-${team}`, annotations },
          spec: { memberOf: [team] },
        },
      ];
    }).flat();
    await connection.applyMutation({
      type: 'full',
      entities: entities.map(entity => ({ entity, locationKey: 'teams' })),
    });
  }
}

const used = {
  heapPeak: 0,
  storeQueries: 0,
  catalogQueries: 0,
  pluginQueries: 0,
};

async function onQuery(
  database: DatabaseService,
  count: (sql: string) => void,
): Promise<void> {
  (await database.getClient()).on('query', ({ sql }: { sql: string }) =>
    count(sql),
  );
}

/** Counts what the catalog asks its database, and tells what scans report. */
function catalogMeasurement(
  teams: number,
  found: (scheduler: SchedulerService) => void,
) {
  return createBackendModule({
    pluginId: 'catalog',
    moduleId: 'measurement',
    register(reg) {
      reg.registerInit({
        deps: {
          database: coreServices.database,
          events: eventsServiceRef,
          lifecycle: coreServices.lifecycle,
          processing: catalogProcessingExtensionPoint,
          scheduler: coreServices.scheduler,
        },
        async init({ database, events, lifecycle, processing, scheduler }) {
          processing.addEntityProvider(new TeamProvider(teams));
          await onQuery(database, sql => {
            used.catalogQueries += 1;
            if (sql.includes('agentcore_memory__')) used.storeQueries += 1;
          });
          // Earlier, the events backend may not be there: then Backstage gives up on it.
          lifecycle.addStartupHook(() =>
            events.subscribe({
              id: 'measurement',
              topics: [TOPIC_SCAN_REPORT, TOPIC_RUN_FINISHED],
              onEvent: async ({ topic, eventPayload }) => {
                if (topic === TOPIC_RUN_FINISHED) {
                  const { startedAt } = eventPayload as RunFinished;
                  tell({ type: 'run', startedAt });
                } else {
                  const { outcome } = eventPayload as ScanReport;
                  tell({ type: 'scope', outcome });
                }
              },
            }),
          );
          found(scheduler);
        },
      });
    },
  });
}

const pluginMeasurement = createBackendModule({
  pluginId: 'agentcore-memory',
  moduleId: 'measurement',
  register(reg) {
    reg.registerInit({
      deps: { database: coreServices.database },
      async init({ database }) {
        await onQuery(database, () => {
          used.pluginQueries += 1;
        });
      },
    });
  },
});

function answerQuestions(scheduler: SchedulerService): void {
  const heap = () => process.memoryUsage().heapUsed / MEGABYTE;
  // The process of the benchmark has ended.
  process.on('disconnect', () => process.exit(1));
  setInterval(() => {
    used.heapPeak = Math.max(used.heapPeak, heap());
  }, SAMPLE_EVERY_MS).unref();
  process.on('message', async ({ ask, id }: BackendQuestion) => {
    if (ask === 'scan') {
      const error = await scheduler
        .triggerTask(`agentcore-memory-${PROVIDER_ID}:refresh`)
        .then(() => undefined, String);
      tell({ type: 'triggered', id, error });
      return;
    }
    global.gc!();
    const { user, system } = process.cpuUsage();
    const usage = {
      ...used,
      heap: heap(),
      cpu: (user + system) / 1e6,
      rssPeak: process.resourceUsage().maxRSS / 1024,
    };
    tell({ type: 'usage', id, usage });
  });
}

/** A Backstage backend with the real catalog and both of our backend plugins. Its parent asks and is told by messages. */
async function run(): Promise<void> {
  const { config, teams } = JSON.parse(process.argv[2]) as BackendSetup;
  let scheduler: SchedulerService | undefined;
  const backend = createBackend();
  for (const feature of [
    createServiceFactory({
      service: coreServices.rootConfig,
      deps: {},
      factory: () => new ConfigReader(config),
    }),
    createServiceFactory({
      service: coreServices.rootLogger,
      deps: {},
      factory: () => tellingLogger(),
    }),
    catalogPlugin,
    eventsPlugin,
    notificationsPlugin,
    permissionPlugin,
    allowAllModule,
    signalsPlugin,
    agentCoreMemoryPlugin,
    catalogModuleAgentCoreMemory,
    catalogMeasurement(teams, given => {
      scheduler = given;
    }),
    pluginMeasurement,
  ]) {
    backend.add(feature);
  }
  await backend.start();
  answerQuestions(scheduler!);
  tell({ type: 'ready' });
}

run().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
