import { ConfigReader } from '@backstage/config';
import {
  DEFAULT_RULE_SETTINGS,
  KEY_TYPE,
  KeyEntity,
  MEMORY_TYPE,
  readKeyEntity,
  readMemoryEntity,
  RuleSettings,
  ScanReport,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import {
  createInventory,
  MemoryInventory,
} from 'backstage-plugin-agentcore-memory-node';
// What is measured is the inside of the module, which is no part of its API.
/* eslint-disable no-restricted-imports, @backstage/no-relative-monorepo-imports */
import {
  aProviderConfig,
  createTestDatabase,
  createTestProvider,
} from '../../plugins/catalog-backend-module-agentcore-memory/src/__testUtils__/createTestProvider';
import { InMemoryCatalog } from '../../plugins/catalog-backend-module-agentcore-memory/src/__testUtils__/InMemoryCatalog';
import { AgentCoreMemoryEntityProvider } from '../../plugins/catalog-backend-module-agentcore-memory/src/provider/AgentCoreMemoryEntityProvider';
/* eslint-enable no-restricted-imports, @backstage/no-relative-monorepo-imports */
import { BareScope } from './bareScan';
import { measure } from './measure';
import {
  accountIds,
  AWS_CONFIG,
  CompanySize,
  Portal,
  ScanCost,
  scanCost,
  SCOPES_AT_ONCE,
  silent,
} from './Portal';
import { SandboxProcess } from './SandboxProcess';

type Database = Awaited<ReturnType<typeof createTestDatabase>>;

/**
 * The provider alone, its store on SQLite, and a catalog in memory that has the real one's semantics of deltas and
 * hashes.
 */
export class StandInPortal implements Portal {
  readonly catalog = new InMemoryCatalog();
  readonly #sandbox: SandboxProcess;
  readonly #size: CompanySize;
  readonly #db: Database;
  readonly #inventory: MemoryInventory;
  #provider: AgentCoreMemoryEntityProvider;
  #failed = 0;
  /** Seconds. */
  #lastScan = 0;

  private constructor(
    sandbox: SandboxProcess,
    size: CompanySize,
    db: Database,
  ) {
    this.#sandbox = sandbox;
    this.#size = size;
    this.#db = db;
    this.#inventory = createInventory(new ConfigReader({ aws: AWS_CONFIG }), {
      providers: [this.#config()],
    });
    this.#provider = this.#createProvider(DEFAULT_RULE_SETTINGS);
  }

  /** @param sandbox - seeded with a company of this size */
  static async start(
    sandbox: SandboxProcess,
    size: CompanySize,
  ): Promise<StandInPortal> {
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    const portal = new StandInPortal(sandbox, size, await createTestDatabase());
    await portal.#provider.connect(portal.catalog);
    return portal;
  }

  /** Starts anew with other settings, as after a change of the configuration, and publishes what is stored. */
  async restart(rules: RuleSettings): Promise<void> {
    this.#provider.stop();
    this.#provider = this.#createProvider(rules);
    await this.#provider.connect(this.catalog);
    await this.#provider.publishPending();
  }

  async scan(): Promise<ScanCost> {
    const before = await this.#sandbox.calls();
    const writesBefore = this.catalog.writes.length;
    this.#failed = 0;
    const cost = await measure(() =>
      this.#provider.scan('bench').catch(error => {
        if (this.#failed === 0) throw error;
      }),
    );
    this.#lastScan = cost.wall;
    return scanCost(cost, before, await this.#sandbox.calls(), {
      writes: this.catalog.writes.length - writesBefore,
      failed: this.#failed,
    });
  }

  #config() {
    return aProviderConfig({
      id: 'bench',
      accounts: accountIds(this.#size).map(accountId => ({ accountId })),
      regions: [...this.#size.regions],
      owners: { tags: ['owner', 'team'] },
      scopesAtOnce: SCOPES_AT_ONCE,
    });
  }

  #createProvider(rules: RuleSettings): AgentCoreMemoryEntityProvider {
    return createTestProvider({
      configs: [this.#config()],
      rules,
      inventory: this.#inventory,
      db: this.#db,
      catalog: this.catalog,
      events: {
        publish: async ({ topic, eventPayload }) => {
          if (topic !== TOPIC_SCAN_REPORT) return;
          if ((eventPayload as ScanReport).outcome === 'failed') {
            this.#failed += 1;
          }
        },
        subscribe: async () => {},
      },
      logger: silent,
    });
  }

  /** The scopes with the keys that the catalog has of each. */
  bareScopes(): BareScope[] {
    const keys = new Map(
      this.catalog.of(KEY_TYPE).flatMap(entity => {
        const key = readKeyEntity(entity);
        return key ? [[key.entityRef, key] as const] : [];
      }),
    );
    const used = new Map<string, Set<KeyEntity>>();
    for (const entity of this.catalog.of(MEMORY_TYPE)) {
      const memory = readMemoryEntity(entity);
      const key = memory?.keyRef && keys.get(memory.keyRef);
      if (!key) continue;
      const { accountId, region } = memory.scope;
      const id = `${accountId}/${region}`;
      used.set(id, (used.get(id) ?? new Set()).add(key));
    }
    return accountIds(this.#size).flatMap(accountId =>
      this.#size.regions.map(region => {
        const found = [...(used.get(`${accountId}/${region}`) ?? [])];
        const arnsOf = (some: KeyEntity[]) => some.map(({ arn }) => arn);
        return {
          accountId,
          region,
          keyArns: arnsOf(found),
          rotatingKeyArns: arnsOf(
            found.filter(({ rotation }) => rotation.state === 'known'),
          ),
        };
      }),
    );
  }

  async settle(memories: number): Promise<number> {
    const found = await this.count(MEMORY_TYPE);
    if (found !== memories) {
      throw new Error(`${found} of ${memories} memories are in the catalog`);
    }
    return this.#lastScan;
  }

  async count(type: string): Promise<number> {
    return this.catalog.of(type).length;
  }

  async stop(): Promise<void> {
    this.#provider.stop();
    await this.#db.destroy();
  }
}
