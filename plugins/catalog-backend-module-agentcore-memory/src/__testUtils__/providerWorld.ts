import { mockServices } from '@backstage/backend-test-utils';
import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from 'aws-sandbox';
import {
  DEFAULT_RULE_SETTINGS,
  ScanReport,
  ScopeHealth,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import {
  DefaultMemoryInventory,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import {
  AgentCoreMemoryEntityProvider,
  Timing,
} from '../provider/AgentCoreMemoryEntityProvider';
import { InMemoryCatalog } from './InMemoryCatalog';
import { TestBus } from './TestBus';

export const A = '111122223333';
export const B = '444455556666';
export const here = { accountId: A, region: 'eu-central-1' };
export const there = { accountId: B, region: 'eu-central-1' };

/** A local AWS, a catalog and a bus that providers share, new for every test. */
export class ProviderWorld {
  readonly catalog = new InMemoryCatalog();
  readonly bus = new TestBus();
  /** Tasks that were started out of turn. */
  readonly triggered: string[] = [];
  readonly sandbox: Sandbox;
  now = new Date('2026-11-24T09:00:00.000Z');
  readonly #providers: AgentCoreMemoryEntityProvider[] = [];

  private constructor(sandbox: Sandbox) {
    this.sandbox = sandbox;
  }

  static async start(): Promise<ProviderWorld> {
    const sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    return new ProviderWorld(sandbox);
  }

  async stop(): Promise<void> {
    delete process.env.AWS_ENDPOINT_URL;
    await this.sandbox.stop();
  }

  /** A provider over accounts A and B, as a new process would have it. */
  async provider(
    change: Partial<ProviderConfig> = {},
    {
      history = [],
      timing,
    }: { history?: Partial<ScopeHealth>[]; timing?: Timing } = {},
  ): Promise<AgentCoreMemoryEntityProvider> {
    const accounts = [A, B].map(accountId => ({ accountId }));
    const config = new ConfigReader({
      aws: {
        accounts: accounts.map(account => ({
          ...account,
          ...this.sandbox.credentialsFor(account.accountId),
        })),
      },
    });
    const provider = new AgentCoreMemoryEntityProvider({
      config: {
        id: 'main',
        accounts,
        regions: ['eu-central-1'],
        owners: { tags: ['owner'] },
        scopesAtOnce: 4,
        maxRemovalPercent: 50,
        kmsKeys: true,
        ...change,
      },
      rules: DEFAULT_RULE_SETTINGS,
      inventory: DefaultMemoryInventory.fromConfig(config, {
        maxAttempts: 1,
        requestTimeoutMs: 2_000,
      }),
      catalog: this.catalog,
      events: this.bus,
      logger: mockServices.logger.mock(),
      taskRunner: { run: async () => {} },
      triggerScan: async id => {
        this.triggered.push(id);
      },
      history: { read: async () => history as ScopeHealth[] },
      clock: () => this.now,
      timing: { debounceMs: 0, digestionMs: 0, ...timing },
    });
    await provider.connect(this.catalog);
    this.#providers.push(provider);
    return provider;
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
