import path from 'node:path';
import {
  mockServices,
  startTestBackend,
  TestBackend,
} from '@backstage/backend-test-utils';
import {
  ConfigSources,
  FileConfigSource,
  loadConfigSchema,
} from '@backstage/config-loader';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import eventsPlugin from '@backstage/plugin-events-backend';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
import agentCoreMemoryPlugin from 'backstage-plugin-agentcore-memory-backend';
import catalogModule from 'backstage-plugin-catalog-backend-module-agentcore-memory';
import scaffolderModule from 'backstage-plugin-scaffolder-backend-module-agentcore-memory';

/** Of the packages that have a schema. */
const OURS = ['backend', 'node', 'common'].map(
  name => `backstage-plugin-agentcore-memory-${name}`,
);
/** What Backstage itself wants. */
const PORTAL = {
  app: { baseUrl: 'http://localhost:7007' },
  backend: {
    baseUrl: 'http://localhost:7007',
    listen: ':7007',
    database: { client: 'better-sqlite3', connection: ':memory:' },
  },
};

describe('a configuration of the first release', () => {
  let data: any; // any: the file is parsed YAML, and the schema under test says what it may hold
  let backend: TestBackend | undefined;

  beforeAll(async () => {
    const config = await ConfigSources.toConfig(
      FileConfigSource.create({
        path: path.join(__dirname, 'firstReleaseConfig.yaml'),
      }),
    );
    data = config.get();
    config.close();
  });

  afterEach(async () => {
    await backend?.stop();
    backend = undefined;
  });

  it('is what the schemas allow', async () => {
    const schema = await loadConfigSchema({
      dependencies: OURS,
      noUndeclaredProperties: true,
    });
    const check = (agentCoreMemory: object) => () =>
      schema.process([
        {
          context: 'firstReleaseConfig.yaml',
          data: { ...PORTAL, ...data, agentCoreMemory },
        },
      ]);
    expect(check(data.agentCoreMemory)).not.toThrow();
    expect(check({ ...data.agentCoreMemory, unheardOf: true })).toThrow(
      /unheardOf/,
    );
  }, 60_000);

  it('starts the backend', async () => {
    const start = () =>
      startTestBackend({
        features: [
          catalogPlugin,
          eventsPlugin,
          agentCoreMemoryPlugin,
          catalogModule,
          scaffolderModule,
          scaffolderPlugin,
          mockServices.scheduler.factory({ skipTaskRunOnStartup: true }),
          mockServices.rootConfig.factory({ data }),
        ],
      });
    backend = await start();
    await backend.stop();
    backend = undefined;
    data.agentCoreMemory.waivers.maxDays = 'many';
    await expect(start()).rejects.toThrow(/maxDays/);
  }, 60_000);
});
