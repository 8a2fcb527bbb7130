import { AddressInfo, createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { createBackend } from '@backstage/backend-defaults';
import {
  AuthService,
  coreServices,
  createBackendModule,
  createServiceFactory,
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
  CatalogService,
  catalogServiceRef,
  EntityProvider,
  EntityProviderConnection,
} from '@backstage/plugin-catalog-node';
import eventsPlugin from '@backstage/plugin-events-backend';
import { EventsService, eventsServiceRef } from '@backstage/plugin-events-node';
import signalsPlugin from '@backstage/plugin-signals-backend';
import { JsonObject } from '@backstage/types';
import agentCoreMemoryPlugin from 'backstage-plugin-agentcore-memory-backend';
import {
  KEY_TYPE,
  MEMORY_TYPE,
  RunFinished,
  ScanReport,
  TOPIC_AWS_EVENTS,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import catalogModuleAgentCoreMemory from 'backstage-plugin-catalog-backend-module-agentcore-memory';
import { measure } from './measure';
import {
  accountIds,
  AWS_CONFIG,
  CompanySize,
  Portal,
  ScanCost,
  scanCost,
  SCOPES_AT_ONCE,
} from './Portal';
import { SandboxProcess } from './SandboxProcess';

const PROVIDER = 'bench';
const BARE_NAME = 'bare';
const BARE_ANNOTATION = 'bench/value';
const POLL_MS = 20;
/** Longer than the catalog waits between two looks at what is to be done. */
const REST_MS = 2_500;

const logged = { lines: 0 };

/** Counts what plugins log, but for one line a request, and prints nothing. */
function countingLogger(): LoggerService {
  const count = (_: unknown, meta?: unknown) => {
    if ((meta as { type?: unknown })?.type !== 'incomingRequest') {
      logged.lines += 1;
    }
  };
  return {
    error: count,
    warn: count,
    info: count,
    debug() {},
    child: () => countingLogger(),
  };
}

/** The services of a backend that its measurement needs. */
interface Services {
  bare: BareProvider;
  auth: AuthService;
  catalog: CatalogService;
  events: EventsService;
  scheduler: SchedulerService;
}

/** Changes one entity of its own, for what a change costs the catalog itself. */
class BareProvider implements EntityProvider {
  #connection?: EntityProviderConnection;

  getProviderName(): string {
    return 'bare';
  }

  async connect(connection: EntityProviderConnection): Promise<void> {
    this.#connection = connection;
  }

  async mutate(value: string): Promise<void> {
    await this.#connection!.applyMutation({
      type: 'delta',
      added: [
        {
          locationKey: 'bare',
          entity: {
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Resource',
            metadata: {
              name: BARE_NAME,
              annotations: {
                [ANNOTATION_LOCATION]: 'bare:bare',
                [ANNOTATION_ORIGIN_LOCATION]: 'bare:bare',
                [BARE_ANNOTATION]: value,
              },
            },
            spec: { type: 'bare', owner: 'group:default/bare' },
          },
        },
      ],
      removed: [],
    });
  }
}

/** A port that nothing listens on. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return port;
}

/** Where a backend on this port takes the events of AWS. */
export function eventsUrl(port: number): string {
  return `http://127.0.0.1:${port}/api/agentcore-memory/v1/aws-events`;
}

/** The header that the local AWS sends with its events, as EventBridge would. */
export const EVENTS_HEADER = [
  'x-agentcore-memory-secret',
  'secret-of-the-benchmark',
];

function configOf(size: CompanySize, port: number): JsonObject {
  return {
    app: { baseUrl: `http://127.0.0.1:${port}` },
    backend: {
      baseUrl: `http://127.0.0.1:${port}`,
      listen: { host: '127.0.0.1', port },
      database: { client: 'better-sqlite3', connection: ':memory:' },
    },
    aws: AWS_CONFIG,
    agentCoreMemory: { awsEvents: { secret: EVENTS_HEADER[1] } },
    catalog: {
      providers: {
        agentCoreMemory: {
          [PROVIDER]: {
            accounts: accountIds(size),
            regions: [...size.regions],
            scopesAtOnce: SCOPES_AT_ONCE,
            schedule: {
              frequency: { trigger: 'manual' },
              timeout: { minutes: 30 },
            },
          },
        },
      },
    },
  };
}

/** A Backstage backend with the real catalog on SQLite, and both of our backend plugins. */
export class BackendPortal implements Portal {
  readonly #sandbox: SandboxProcess;
  readonly #services: Services;
  readonly #stop: () => Promise<void>;
  #failed = 0;
  #startedAt = 0;
  #onRunFinished: (run: RunFinished) => void = () => {};

  private constructor(
    sandbox: SandboxProcess,
    services: Services,
    stop: () => Promise<void>,
  ) {
    this.#sandbox = sandbox;
    this.#services = services;
    this.#stop = stop;
  }

  /** @param sandbox - seeded with a company of this size */
  static async start(
    sandbox: SandboxProcess,
    size: CompanySize,
    port: number,
  ): Promise<BackendPortal> {
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    let services: Services | undefined;
    const backend = createBackend();
    backend.add(
      createServiceFactory({
        service: coreServices.rootConfig,
        deps: {},
        factory: () => new ConfigReader(configOf(size, port)),
      }),
    );
    backend.add(
      createServiceFactory({
        service: coreServices.rootLogger,
        deps: {},
        factory: () => countingLogger(),
      }),
    );
    backend.add(catalogPlugin);
    backend.add(eventsPlugin);
    backend.add(signalsPlugin);
    backend.add(agentCoreMemoryPlugin);
    backend.add(catalogModuleAgentCoreMemory);
    backend.add(
      createBackendModule({
        pluginId: 'catalog',
        moduleId: 'measurement',
        register(reg) {
          reg.registerInit({
            deps: {
              auth: coreServices.auth,
              catalog: catalogServiceRef,
              events: eventsServiceRef,
              processing: catalogProcessingExtensionPoint,
              scheduler: coreServices.scheduler,
            },
            async init({ processing, ...deps }) {
              const bare = new BareProvider();
              processing.addEntityProvider(bare);
              services = { ...deps, bare };
            },
          });
        },
      }),
    );
    await backend.start();
    const portal = new BackendPortal(sandbox, services!, () => backend.stop());
    await portal.#listen();
    return portal;
  }

  async scan(): Promise<ScanCost> {
    const before = await this.#sandbox.calls();
    const entitiesBefore = await this.#etags();
    this.#failed = 0;
    let wall = 0;
    const cost = await measure(async () => {
      const finished = new Promise<RunFinished>(resolve => {
        this.#onRunFinished = resolve;
      });
      await this.#services.scheduler.triggerTask(
        `agentcore-memory-${PROVIDER}:refresh`,
      );
      const { startedAt } = await finished;
      this.#startedAt = Date.parse(startedAt);
      wall = (Date.now() - this.#startedAt) / 1000;
    });
    return scanCost(
      // The scheduler looks for triggered tasks every few seconds only.
      { ...cost, wall },
      before,
      await this.#sandbox.calls(),
      {
        writes: changes(entitiesBefore, await this.#etags()),
        failed: this.#failed,
      },
    );
  }

  async settle(memories: number): Promise<number> {
    await this.until(async () => (await this.count(MEMORY_TYPE)) === memories);
    const seconds = (Date.now() - this.#startedAt) / 1000;
    let before = await this.#etags();
    await this.until(async () => {
      await wait(REST_MS);
      const after = await this.#etags();
      const atRest = changes(before, after) === 0;
      before = after;
      return atRest;
    });
    return seconds;
  }

  async count(type: string): Promise<number> {
    return this.matching({ 'spec.type': type });
  }

  /** How many entities the catalog shows for a filter. */
  async matching(filter: Record<string, string>): Promise<number> {
    const { totalItems } = await this.#services.catalog.queryEntities(
      { filter, limit: 0 },
      await this.#options(),
    );
    return totalItems;
  }

  /** All entities of a type. */
  async entities(type: string): Promise<Entity[]> {
    const found: Entity[] = [];
    const pages = this.#services.catalog.streamEntities(
      { filter: { 'spec.type': type } },
      await this.#options(),
    );
    for await (const page of pages) found.push(...page);
    return found;
  }

  /** Waits until the catalog's processing has brought about what is expected. */
  async until(expected: () => Promise<boolean>): Promise<void> {
    while (!(await expected())) {
      await wait(POLL_MS);
    }
  }

  /** Changes an entity that has nothing to do with ours, and waits until the catalog shows the change. */
  async mutate(value: number): Promise<number> {
    const { wall } = await measure(async () => {
      await this.#services.bare.mutate(`v${value}`);
      await this.until(
        async () =>
          (await this.matching({
            [`metadata.annotations.${BARE_ANNOTATION}`]: `v${value}`,
          })) === 1,
      );
    });
    return wall;
  }

  /** Publishes an event as a queue would. */
  async publishAwsEvent(eventPayload: unknown): Promise<void> {
    await this.#services.events.publish({
      topic: TOPIC_AWS_EVENTS,
      eventPayload,
    });
  }

  /** Lines that the backend would have logged since it started, but for those of debugging. */
  get logLines(): number {
    return logged.lines;
  }

  async stop(): Promise<void> {
    await this.#stop();
  }

  async #listen(): Promise<void> {
    await this.#services.events.subscribe({
      id: 'measurement',
      topics: [TOPIC_SCAN_REPORT, TOPIC_RUN_FINISHED],
      onEvent: async ({ topic, eventPayload }) => {
        if (topic === TOPIC_RUN_FINISHED) {
          this.#onRunFinished(eventPayload as RunFinished);
        } else if ((eventPayload as ScanReport).outcome === 'failed') {
          this.#failed += 1;
        }
      },
    });
  }

  async #etags(): Promise<Map<string, string>> {
    const both = await Promise.all(
      [MEMORY_TYPE, KEY_TYPE].map(type => this.entities(type)),
    );
    return new Map(
      both.flat().map(({ metadata }) => [metadata.uid!, String(metadata.etag)]),
    );
  }

  async #options() {
    return {
      credentials: await this.#services.auth.getOwnServiceCredentials(),
    };
  }
}

function changes(
  before: ReadonlyMap<string, string>,
  after: ReadonlyMap<string, string>,
): number {
  const gone = [...before.keys()].filter(uid => !after.has(uid)).length;
  const changed = [...after].filter(([uid, etag]) => before.get(uid) !== etag);
  return gone + changed.length;
}
