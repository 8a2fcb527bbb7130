import { ConfigReader } from '@backstage/config';
import Knex from 'knex';
import { Sandbox } from 'aws-sandbox';
import { DEFAULT_RULE_SETTINGS } from 'backstage-plugin-agentcore-memory-common';
import {
  AwsOptions,
  createInventory,
  ProviderConfig,
} from 'backstage-plugin-agentcore-memory-node';
import {
  AgentCoreMemoryEntityProvider,
  ProviderDeps,
} from '../provider/AgentCoreMemoryEntityProvider';
import { MIGRATIONS } from '../store/prepareTables';
import { Database } from '../store/rows';

/** A database in memory with the module's tables. */
export async function createTestDatabase(): Promise<Database> {
  const db = Knex({
    client: 'better-sqlite3',
    connection: ':memory:',
    useNullAsDefault: true,
  });
  await db.migrate.latest(MIGRATIONS);
  return db;
}

/** A provider config with the defaults that matter to tests. */
export function aProviderConfig(
  change: Partial<ProviderConfig> = {},
): ProviderConfig {
  return {
    id: 'main',
    accounts: [],
    regions: ['eu-central-1'],
    owners: { tags: ['owner'] },
    scopesAtOnce: 4,
    maxRemovalPercent: 50,
    kmsKeys: true,
    keyPolicySummary: true,
    ...change,
  };
}

/** An inventory that reads a local AWS with the credentials of these accounts. */
export function createTestInventory(
  sandbox: Pick<Sandbox, 'credentialsFor'>,
  accountIds: readonly string[],
  options: AwsOptions & Required<Pick<AwsOptions, 'providers'>>,
) {
  const accounts = accountIds.map(accountId => ({
    accountId,
    ...sandbox.credentialsFor(accountId),
  }));
  return createInventory(new ConfigReader({ aws: { accounts } }), options);
}

/** The one place that builds the provider for tests and benchmarks. */
export function createTestProvider(
  deps: Pick<
    ProviderDeps,
    'configs' | 'inventory' | 'db' | 'catalog' | 'events' | 'logger'
  > &
    Partial<ProviderDeps>,
): AgentCoreMemoryEntityProvider {
  return new AgentCoreMemoryEntityProvider({
    rules: DEFAULT_RULE_SETTINGS,
    createTaskRunner: () => ({ run: async () => {} }),
    triggerTask: async () => {},
    cancelTask: async () => {},
    transformers: {},
    ...deps,
  });
}
