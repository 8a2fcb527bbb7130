import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseManager } from '@backstage/backend-defaults/database';
import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { freePort } from './BackendPortal';
import { CatalogSize, Company, USER } from './Company';
import { fillCatalog } from './fillCatalog';
import { fillScans } from './fillPlugin';
import { loudly } from './Portal';

/** The size of a large company. */
export const LARGE: CatalogSize = {
  memories: 100_000,
  keys: 8_000,
  groups: 2_000,
};

/** A tenth of it, or so. */
export const SMALL: CatalogSize = { memories: 10_000, keys: 800, groups: 500 };

/** The SQLite files of a backend whose catalog shows a company that no scan brought. */
export class SeededDatabases {
  private constructor(
    readonly url: string,
    readonly config: JsonObject,
    readonly company: Company,
    readonly scopes: number,
    readonly remove: () => Promise<void>,
  ) {}

  static async create(size: CatalogSize): Promise<SeededDatabases> {
    const directory = await mkdtemp(path.join(tmpdir(), 'seeded-catalog-'));
    const port = await freePort();
    const url = `http://localhost:${port}`;
    const config = {
      app: { title: 'Benchmark', baseUrl: url, packages: 'all' },
      organization: { name: 'Company' },
      backend: {
        baseUrl: url,
        listen: { host: 'localhost', port },
        database: { client: 'better-sqlite3', connection: { directory } },
        csp: { 'upgrade-insecure-requests': false },
      },
      auth: {
        providers: {
          guest: {
            userEntityRef: USER,
            dangerouslyAllowOutsideDevelopment: true,
          },
        },
      },
      permission: { enabled: true },
    };
    const databases = DatabaseManager.fromConfig(new ConfigReader(config));
    const open = (pluginId: string) =>
      databases
        .forPlugin(pluginId, {
          logger: loudly,
          lifecycle: { addStartupHook() {}, addShutdownHook() {} },
        })
        .getClient();
    const company = new Company(size);
    const catalog = await open('catalog');
    await fillCatalog(catalog, company.entities());
    await catalog.destroy();
    const plugin = await open('agentcore-memory');
    const scopes = await fillScans(plugin, company.memoriesIn);
    await plugin.destroy();
    return new SeededDatabases(url, config, company, scopes, () =>
      rm(directory, { recursive: true, force: true }),
    );
  }
}
