import { ConfigReader } from '@backstage/config';
import {
  DEFAULT_RULE_SETTINGS,
  MEMORY_TYPE,
  ScanReport,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { DefaultMemoryInventory } from 'backstage-plugin-agentcore-memory-node';
// What is measured is the inside of the module, which is no part of its API.
/* eslint-disable no-restricted-imports, @backstage/no-relative-monorepo-imports */
import { InMemoryCatalog } from '../../plugins/catalog-backend-module-agentcore-memory/src/__testUtils__/InMemoryCatalog';
import { AgentCoreMemoryEntityProvider } from '../../plugins/catalog-backend-module-agentcore-memory/src/provider/AgentCoreMemoryEntityProvider';
/* eslint-enable no-restricted-imports, @backstage/no-relative-monorepo-imports */
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

/** The provider alone, with a catalog in memory that has the real one's semantics of deltas and hashes. */
export class StandInPortal implements Portal {
  readonly #catalog = new InMemoryCatalog();
  readonly #sandbox: SandboxProcess;
  readonly #provider: AgentCoreMemoryEntityProvider;
  #failed = 0;
  /** Seconds. */
  #lastScan = 0;

  private constructor(sandbox: SandboxProcess, size: CompanySize) {
    this.#sandbox = sandbox;
    this.#provider = new AgentCoreMemoryEntityProvider({
      config: {
        id: 'bench',
        accounts: accountIds(size).map(accountId => ({ accountId })),
        regions: [...size.regions],
        owners: { tags: ['owner', 'team'] },
        scopesAtOnce: SCOPES_AT_ONCE,
        maxRemovalPercent: 50,
        kmsKeys: true,
      },
      rules: DEFAULT_RULE_SETTINGS,
      inventory: DefaultMemoryInventory.fromConfig(
        new ConfigReader({ aws: AWS_CONFIG }),
      ),
      catalog: this.#catalog,
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
      taskRunner: { run: async () => {} },
    });
  }

  /** @param sandbox - seeded with a company of this size */
  static async start(
    sandbox: SandboxProcess,
    size: CompanySize,
  ): Promise<StandInPortal> {
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    const portal = new StandInPortal(sandbox, size);
    await portal.#provider.connect(portal.#catalog);
    return portal;
  }

  async scan(): Promise<ScanCost> {
    const before = await this.#sandbox.calls();
    const writesBefore = this.#catalog.writes.length;
    this.#failed = 0;
    const cost = await measure(() =>
      this.#provider.scan().catch(error => {
        if (this.#failed === 0) throw error;
      }),
    );
    this.#lastScan = cost.wall;
    return scanCost(cost, before, await this.#sandbox.calls(), {
      writes: this.#catalog.writes.length - writesBefore,
      failed: this.#failed,
    });
  }

  async settle(memories: number): Promise<number> {
    const found = await this.count(MEMORY_TYPE);
    if (found !== memories) {
      throw new Error(`${found} of ${memories} memories are in the catalog`);
    }
    return this.#lastScan;
  }

  async count(type: string): Promise<number> {
    return this.#catalog.of(type).length;
  }

  async stop(): Promise<void> {
    this.#provider.stop();
  }
}
