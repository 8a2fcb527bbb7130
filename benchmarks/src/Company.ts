import { LoggerService } from '@backstage/backend-plugin-api';
import { ConfigReader } from '@backstage/config';
import {
  DEFAULT_RULE_SETTINGS,
  ScanReport,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import { DefaultMemoryInventory } from 'backstage-plugin-agentcore-memory-node';
// What is measured is the inside of the module, which is no part of its API.
/* eslint-disable no-restricted-imports, @backstage/no-relative-monorepo-imports */
import { InMemoryCatalog } from '../../plugins/catalog-backend-module-agentcore-memory/src/__testUtils__/InMemoryCatalog';
import { AgentCoreMemoryEntityProvider } from '../../plugins/catalog-backend-module-agentcore-memory/src/provider/AgentCoreMemoryEntityProvider';
/* eslint-enable no-restricted-imports, @backstage/no-relative-monorepo-imports */
import { Cost, measure } from './measure';
import { Calls, SandboxProcess } from './SandboxProcess';

/** What a run logs is of no interest here. */
const silent: LoggerService = {
  error() {},
  warn() {},
  info() {},
  debug() {},
  child: () => silent,
};

/** How large a company is. */
export interface CompanySize {
  accounts: number;
  regions: readonly string[];
  memories: number;
}

/** What one scan of all scopes cost. */
export interface ScanCost extends Cost, Calls {
  writes: number;
  failed: number;
}

/** The ids that the sandbox's seed gives to its accounts. */
function accountIds(count: number): string[] {
  return Array.from({ length: count }, (_, i) => String(100_000_000_000 + i));
}

/** A company in the local AWS, and a provider that reads it into a catalog in memory. */
export class Company {
  readonly catalog = new InMemoryCatalog();
  readonly #sandbox: SandboxProcess;
  readonly #provider: AgentCoreMemoryEntityProvider;
  #failed = 0;

  private constructor(sandbox: SandboxProcess, size: CompanySize) {
    this.#sandbox = sandbox;
    const accounts = accountIds(size.accounts).map(accountId => ({
      accountId,
    }));
    this.#provider = new AgentCoreMemoryEntityProvider({
      config: {
        id: 'bench',
        accounts,
        regions: [...size.regions],
        owners: { tags: ['owner', 'team'] },
        scopesAtOnce: 32,
        maxRemovalPercent: 50,
      },
      rules: DEFAULT_RULE_SETTINGS,
      inventory: DefaultMemoryInventory.fromConfig(
        new ConfigReader({
          aws: {
            mainAccount: {
              accessKeyId: 'AKIASANDBOX111111111',
              secretAccessKey: 'sandbox',
            },
            accountDefaults: { roleName: 'BackstageReader' },
          },
        }),
      ),
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
      taskRunner: { run: async () => {} },
    });
  }

  /** @param sandbox - seeded with a company of this size */
  static async create(
    sandbox: SandboxProcess,
    size: CompanySize,
  ): Promise<Company> {
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    const company = new Company(sandbox, size);
    await company.#provider.connect(company.catalog);
    return company;
  }

  /** Scans all scopes once. */
  async scan(): Promise<ScanCost> {
    const before = await this.#sandbox.calls();
    const writesBefore = this.catalog.writes.length;
    this.#failed = 0;
    const cost = await measure(() =>
      this.#provider.scan().catch(error => {
        if (this.#failed === 0) throw error;
      }),
    );
    const after = await this.#sandbox.calls();
    return {
      ...cost,
      total: after.total - before.total,
      throttled: after.throttled - before.throttled,
      writes: this.catalog.writes.length - writesBefore,
      failed: this.#failed,
    };
  }
}

/** The arguments of a sandbox with a company of this size in it. */
export function sandboxArguments(
  { accounts, regions, memories }: CompanySize,
  latencyMs: number,
): string[] {
  return [
    ...['--seed', 'large', '--accounts', String(accounts)],
    ...['--regions', regions.join(',')],
    ...['--memories', String(memories)],
    ...['--latency', String(latencyMs), '--quotas', 'documented'],
  ];
}
