import { mockServices } from '@backstage/backend-test-utils';
import { Sandbox, startSandbox } from 'aws-sandbox';
import {
  DEFAULT_RULE_SETTINGS,
  RuleSettings,
  ScanReport,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { EntityProviderConnection } from '@backstage/plugin-catalog-node';
import {
  MemoryInventory,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import { Timing } from '../events/EventsBridge';
import {
  AgentCoreMemoryEntityProvider,
  ProviderDeps,
} from '../provider/AgentCoreMemoryEntityProvider';
import { Transformers } from '../publish/transformers';
import { Database } from '../store/rows';
import {
  aProviderConfig,
  createTestDatabase,
  createTestInventory,
  createTestProvider,
} from './createTestProvider';
import { InMemoryCatalog } from './InMemoryCatalog';
import { TestBus } from './TestBus';

export const A = '111122223333';
export const B = '444455556666';
export const here = { accountId: A, region: 'eu-central-1' };
export const there = { accountId: B, region: 'eu-central-1' };

/** A local AWS, a catalog with its database and a bus that providers share, new for every test. */
export class ProviderWorld {
  readonly catalog = new InMemoryCatalog();
  readonly bus = new TestBus();
  /** Tasks that were started out of turn. */
  readonly triggered: string[] = [];
  readonly sandbox: Sandbox;
  readonly db: Database;
  now = new Date('2026-11-24T09:00:00.000Z');
  /** Milliseconds: no two questions are asked at the same time. */
  #ticks = 0;
  readonly #providers: AgentCoreMemoryEntityProvider[] = [];

  private constructor(sandbox: Sandbox, db: Database) {
    this.sandbox = sandbox;
    this.db = db;
  }

  static async start(): Promise<ProviderWorld> {
    const sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    return new ProviderWorld(sandbox, await createTestDatabase());
  }

  async stop(): Promise<void> {
    delete process.env.AWS_ENDPOINT_URL;
    this.#providers.forEach(provider => provider.stop());
    await this.db.destroy();
    await this.sandbox.stop();
  }

  /** A new process with these provider configs; each is one over accounts A and B with changes. */
  async process(
    changes: Partial<ProviderConfig>[] = [{}],
    options: {
      timing?: Timing;
      skewMs?: number;
      rules?: Partial<RuleSettings>;
      transformers?: Transformers;
      /** What the catalog does with what it is handed. */
      connection?: EntityProviderConnection;
      inventory?: MemoryInventory;
      /** Backstage's scheduler. */
      tasks?: Pick<
        ProviderDeps,
        'createTaskRunner' | 'triggerTask' | 'cancelTask' | 'wait'
      >;
    } = {},
  ): Promise<AgentCoreMemoryEntityProvider> {
    const accounts = [A, B].map(accountId => ({ accountId }));
    const configs = changes.map(change =>
      aProviderConfig({ accounts, ...change }),
    );
    const provider = createTestProvider({
      configs,
      inventory: options.inventory ?? this.inventory({}, configs),
      transformers: options.transformers ?? {},
      rules: { ...DEFAULT_RULE_SETTINGS, ...options.rules },
      db: this.db,
      catalog: this.catalog,
      events: this.bus,
      logger: mockServices.logger.mock(),
      triggerTask: async id => {
        this.triggered.push(id);
      },
      ...options.tasks,
      clock: () => {
        this.#ticks += 1;
        return new Date(
          this.now.getTime() + this.#ticks + (options.skewMs ?? 0),
        );
      },
      timing: {
        debounceMs: 0,
        listingPauseMs: 0,
        lookPauseMs: 0,
        ...options.timing,
      },
    });
    await provider.connect(options.connection ?? this.catalog);
    await provider.publishPending();
    this.#providers.push(provider);
    return provider;
  }

  /** Reads the local AWS, with some of its methods replaced. */
  inventory(
    replaced: Partial<MemoryInventory> = {},
    providers: readonly ProviderConfig[] = [
      aProviderConfig({ accounts: [A, B].map(accountId => ({ accountId })) }),
    ],
  ): MemoryInventory {
    const real = createTestInventory(this.sandbox, [A, B], {
      providers,
      maxAttempts: 1,
      requestTimeoutMs: 2_000,
    });
    return new Proxy(real, {
      get(target, name: keyof MemoryInventory) {
        const method = replaced[name] ?? target[name];
        return typeof method === 'function' ? method.bind(target) : method;
      },
    });
  }

  /** A new process that scans once all that it has configured. */
  async scan(...changes: Partial<ProviderConfig>[]): Promise<void> {
    const provider = await this.process(changes.length ? changes : undefined);
    for (const { id = 'main' } of changes.length ? changes : [{}]) {
      await provider.scan(id);
    }
  }

  /** A memory with tags, and a key of its own. */
  encryptedMemory(name: string, place = here) {
    const { state } = this.sandbox;
    const key = state.createKey({
      ...place,
      alias: `for-${name}`,
      rotationEnabled: true,
      tags: { owner: 'platform' },
    });
    const memory = state.createMemory({
      ...place,
      name,
      encryptionKeyArn: key.arn,
      tags: { Owner: 'group:default/a' },
    });
    return { key, memory };
  }

  /** The verdict in the catalog on the memory of this name. */
  verdict(title: string): string | undefined {
    return this.annotation(title, 'verdict');
  }

  /** One of our annotations of the memory of this name. */
  annotation(title: string, name: string): string | undefined {
    return this.catalog.memory(title)?.metadata.annotations?.[
      `agentcore-memory/${name}`
    ];
  }

  /** Publishes an event, and waits until all that it led to is done. */
  async emit(topic: string, eventPayload: unknown): Promise<void> {
    await this.bus.publish({ topic, eventPayload });
    await this.idle();
  }

  /** Waits until all that events led to is done. */
  async idle(): Promise<void> {
    await Promise.all(this.#providers.map(provider => provider.idle()));
  }

  reports(): ScanReport[] {
    return this.bus.on(TOPIC_SCAN_REPORT);
  }
}

/** An event about a key as EventBridge delivers it. */
export function keyEvent(eventName: string, arn: string) {
  return {
    source: 'aws.kms',
    'detail-type': 'AWS API Call via CloudTrail',
    account: A,
    region: 'eu-central-1',
    detail: {
      eventSource: 'kms.amazonaws.com',
      eventName,
      recipientAccountId: A,
      awsRegion: 'eu-central-1',
      requestParameters: { keyId: arn },
      resources: [{ ARN: arn, type: 'AWS::KMS::Key' }],
    },
  };
}
