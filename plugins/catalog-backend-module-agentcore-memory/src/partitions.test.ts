import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import {
  createInventory,
  readProviderConfigs,
} from 'backstage-plugin-agentcore-memory-node';
import { ProviderWorld } from './__testUtils__/providerWorld';

const MANAGEMENT = '900000000001';
const MEMBER = '900000000002';

describe.each([
  ['aws-us-gov', 'us-gov-west-1', 'console.amazonaws-us-gov.com'],
  ['aws-cn', 'cn-northwest-1', 'console.amazonaws.cn'],
])('an organisation in the partition %s', (partition, region, consoleHost) => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
    for (const id of [MANAGEMENT, MEMBER]) {
      world.sandbox.state.addAccount({
        id,
        partition,
        roles: ['BackstageReader'],
      });
    }
    world.sandbox.state.createOrganization({ managementAccountId: MANAGEMENT });
    world.sandbox.state.placeAccount(MEMBER);
  });

  afterEach(() => world.stop());

  it('is read in its own regions alone, and linked to its own console', async () => {
    const place = { accountId: MEMBER, region };
    const { key } = world.encryptedMemory('notes', place);
    // As docs/operations.md has it.
    const config = new ConfigReader({
      aws: {
        mainAccount: { ...world.sandbox.credentialsFor(MANAGEMENT), region },
        accountDefaults: { roleName: 'BackstageReader', partition, region },
      } as unknown as JsonObject,
      catalog: {
        providers: {
          agentCoreMemory: {
            main: {
              organization: { accountId: MANAGEMENT },
              regions: [region],
            },
          },
        },
      },
    });
    const scanner = await world.process(readProviderConfigs(config), {
      inventory: createInventory(config, { maxAttempts: 1 }),
    });
    await scanner.scan('main');
    expect(world.catalog.memory('notes')).toMatchObject({
      metadata: {
        annotations: {
          'amazonaws.com/arn': expect.stringMatching(`^arn:${partition}:`),
          'agentcore-memory/kms-key-arn': key.arn,
          'agentcore-memory/verdict': 'compliant',
        },
        links: [
          { url: expect.stringContaining(`https://${region}.${consoleHost}/`) },
        ],
      },
    });
    const regions = world.sandbox.calls.list().map(call => call.region);
    expect(new Set(regions)).toEqual(new Set([region]));
    expect(
      world.sandbox.calls.list().filter(({ status }) => status !== 200),
    ).toEqual([]);
  });
});
