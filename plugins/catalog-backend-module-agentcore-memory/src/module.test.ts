import {
  coreServices,
  createBackendModule,
  SchedulerService,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import catalogPlugin from '@backstage/plugin-catalog-backend';
import {
  CatalogService,
  catalogServiceRef,
} from '@backstage/plugin-catalog-node';
import { JsonObject } from '@backstage/types';
import { Sandbox, startSandbox } from 'aws-sandbox';
import { catalogModuleAgentCoreMemory } from './module';
import { agentCoreMemoryTransformExtensionPoint } from './publish/transformers';

const ACCOUNT = '111122223333';
const here = { accountId: ACCOUNT, region: 'eu-central-1' };

async function until<T>(read: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const value = await read();
    if (value !== undefined) return value;
    await new Promise(resolve => setTimeout(resolve, 50));
  }
}

describe('catalogModuleAgentCoreMemory', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  function start(main: JsonObject, features: any[] = []) {
    // any: the features' own type is not exported
    return startTestBackend({
      features: [
        catalogPlugin,
        catalogModuleAgentCoreMemory,
        mockServices.rootConfig.factory({
          data: {
            aws: {
              accounts: [
                { accountId: ACCOUNT, ...sandbox.credentialsFor(ACCOUNT) },
              ],
            },
            catalog: {
              processingInterval: { seconds: 1 },
              providers: { agentCoreMemory: { main } },
            },
          },
        }),
        ...features,
      ],
    });
  }

  it('brings memories into the real catalog, related to key and owner', async () => {
    const key = sandbox.state.createKey({
      ...here,
      rotationEnabled: true,
      tags: { Team: 'a', team: 'b' },
    });
    sandbox.state.createMemory({
      ...here,
      name: 'notes',
      encryptionKeyArn: key.arn,
      // AWS tells them apart, the catalog does not.
      tags: { owner: 'a', Owner: 'a' },
    });
    let catalog: CatalogService | undefined;
    let scheduler: SchedulerService | undefined;
    const probe = createBackendModule({
      pluginId: 'catalog',
      moduleId: 'probe',
      register(reg) {
        reg.registerInit({
          deps: { service: catalogServiceRef, tasks: coreServices.scheduler },
          async init({ service, tasks }) {
            catalog = service;
            scheduler = tasks;
          },
        });
      },
    });
    const transformer = createBackendModule({
      pluginId: 'catalog',
      moduleId: 'transformer',
      register(reg) {
        reg.registerInit({
          deps: { transform: agentCoreMemoryTransformExtensionPoint },
          async init({ transform }) {
            transform.setMemoryTransformer(entity => ({
              ...entity,
              metadata: { ...entity.metadata, tags: ['agents'] },
            }));
            expect(() =>
              transform.setMemoryTransformer(entity => entity),
            ).toThrow('A transformer for the memory is set already');
          },
        });
      },
    });
    const backend = await start(
      {
        accounts: [ACCOUNT],
        regions: ['eu-central-1'],
      },
      [probe, transformer],
    );
    await scheduler!.triggerTask('agentcore-memory-main:refresh');
    const memory = await until(async () => {
      const { items } = await catalog!.queryEntities(
        { filter: { 'spec.type': 'agentcore-memory' } },
        {
          credentials: mockCredentials.service(),
        },
      );
      return items.find(item => (item.relations?.length ?? 0) > 1);
    });
    expect(memory.metadata).toMatchObject({ title: 'notes', tags: ['agents'] });
    expect(memory.relations).toEqual(
      expect.arrayContaining([
        { type: 'ownedBy', targetRef: 'group:default/a' },
        {
          type: 'dependsOn',
          targetRef: expect.stringMatching(/^resource:default\/key-/),
        },
      ]),
    );
    await backend.stop();
  });

  it.each([
    [{ accounts: [ACCOUNT], region: 'x' }, 'agentCoreMemory.main.region'],
    [{ accounts: ['12'] }, 'agentCoreMemory.main.accounts[0]'],
    [
      { accounts: [ACCOUNT], schedule: { frequency: 'often' } },
      'agentCoreMemory.main.schedule',
    ],
  ])('refuses to start with %j and names the key', async (main, key) => {
    await expect(start(main as JsonObject)).rejects.toThrow(key);
  });
});
