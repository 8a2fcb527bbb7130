import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { Sandbox, startSandbox } from 'aws-sandbox';
import { MemoryInventory } from '../inventory/MemoryInventory';
import { createInventory, createWriter } from '../services';
import { MemoryWriter, NewMemory } from '../writer/MemoryWriter';
import { ConfiguredPlaces } from './ConfiguredPlaces';
import { readProviderConfigs } from '../config/readProviderConfigs';

const MANAGEMENT = '111111111111';
const LISTED = '111122223333';
const MEMBER = '222233334444';
const STRANGER = '999999999999';
const region = 'eu-central-1';

const newMemory: NewMemory = {
  name: 'notes',
  encryptionKeyArn: '',
  eventExpiryDays: 30,
  strategies: [],
  indexedKeys: [],
  namespaceKeys: [],
  tags: {},
  clientToken: 'x'.repeat(64),
};

function configWith(
  provider: JsonObject,
  agentCoreMemory: JsonObject = {},
): JsonObject {
  return {
    aws: {
      mainAccount: { accessKeyId: 'AKIAMAIN', secretAccessKey: 'secret' },
      accountDefaults: {
        roleName: 'BackstageReader',
        externalId: 'shared-external-id-42',
      },
    },
    catalog: { providers: { agentCoreMemory: { main: provider } } },
    agentCoreMemory,
  };
}

describe('places', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
    for (const id of [MANAGEMENT, LISTED, MEMBER, STRANGER]) {
      sandbox.state.addAccount({
        id,
        // Its owner lets Backstage in, to learn the external id and to give it memories.
        roles: ['BackstageReader', 'BackstageWriter'],
      });
    }
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  function read(config: JsonObject): {
    inventory: MemoryInventory;
    writer: MemoryWriter;
  } {
    const aws = config.aws as JsonObject;
    const main = { ...sandbox.credentialsFor(MANAGEMENT) } as JsonObject;
    const root = new ConfigReader({
      ...config,
      aws: { ...aws, mainAccount: main },
    });
    return { inventory: createInventory(root), writer: createWriter(root) };
  }

  const calls = () => sandbox.calls.countsByOperation();

  it.each([
    ['an account', { accountId: STRANGER, region }],
    ['a region', { accountId: LISTED, region: 'us-east-2' }],
  ])('refuse %s that is not configured before any call', async (_, place) => {
    const { inventory, writer } = read(
      configWith({ accounts: [LISTED], regions: [region] }),
    );
    const refusal = new RegExp(
      `No entry of catalog.providers.agentCoreMemory covers account ${place.accountId} in ${place.region}`,
    );
    await expect(inventory.listMemories(place)).rejects.toThrow(refusal);
    const arn = `arn:aws:bedrock-agentcore:${place.region}:${place.accountId}:memory/notes-a1B2c3D4e5`;
    await expect(inventory.findMemory(arn)).rejects.toThrow(refusal);
    await expect(writer.create(place, newMemory)).rejects.toThrow(refusal);
    await expect(writer.read(place, 'notes-a1B2c3D4e5')).rejects.toThrow(
      refusal,
    );
    const tags = await inventory.readTags(place, [{ arn }]);
    expect(tags.get(arn)).toMatchObject({ state: 'failed' });
    expect(calls()).toEqual({});
  });

  it('refuse the keys and the organisation of an account that is not configured', async () => {
    const { inventory } = read(configWith({ accounts: [LISTED] }));
    const arn = `arn:aws:kms:${region}:${STRANGER}:key/23cd0ad5-0000-4000-8000-000000000000`;
    const reader = inventory.createKeyReader();
    expect(await reader.read(arn, LISTED)).toMatchObject({
      // The account that owns the key is not asked, and the memory's is told nothing.
      own: false,
      place: { accountId: LISTED, region },
      metadata: { state: 'denied' },
    });
    await expect(
      inventory.listAccounts({ accountId: STRANGER, exclude: [] }),
    ).rejects.toThrow(/asks an organisation through account 999999999999/);
    expect(calls()).toEqual({ 'sts:AssumeRole': 1, 'kms:DescribeKey': 1 });
  });

  it('take in keys of a configured account in any region', async () => {
    const { inventory } = read(
      configWith({ accounts: [LISTED], regions: [region] }),
    );
    const key = sandbox.state.createKey({
      accountId: LISTED,
      region: 'us-west-2',
    });
    const reader = inventory.createKeyReader();
    expect(await reader.read(key.arn, LISTED)).toMatchObject({
      metadata: { state: 'known' },
    });
  });

  describe('of an organisation', () => {
    const organization = { accountId: MANAGEMENT };

    beforeEach(() => {
      sandbox.state.createOrganization({ managementAccountId: MANAGEMENT });
      sandbox.state.placeAccount(MEMBER, {});
    });

    it('are asked for where an account is not known yet, once', async () => {
      const { writer, inventory } = read(configWith({ organization }));
      const place = { accountId: MEMBER, region };
      const key = sandbox.state.createKey(place);
      await writer.create(place, { ...newMemory, encryptionKeyArn: key.arn });
      const stranger = { accountId: STRANGER, region };
      await expect(writer.create(stranger, newMemory)).rejects.toThrow(
        /covers account 999999999999/,
      );
      expect(calls()['organizations:ListAccounts']).toBe(1);
      expect(calls()['sts:AssumeRole']).toBe(2);
      expect((await inventory.listMemories(place)).memories).toHaveLength(1);
    });

    it('refuse to write where the organisation does not answer, and still read what AWS once named', async () => {
      const { writer, inventory } = read(configWith({ organization }));
      sandbox.faults.add({ kind: 'deny', service: 'organizations' });
      const place = { accountId: MEMBER, region };
      const question = {
        accountId: MANAGEMENT,
        partition: 'aws',
        exclude: [],
      };
      await expect(
        inventory.listAccounts(question, { remembered: [MEMBER] }),
      ).rejects.toThrow(/organizations:ListAccounts/);
      await inventory.listMemories(place);
      await expect(writer.create(place, newMemory)).rejects.toThrow(
        /Whether account 222233334444 in eu-central-1 is covered .* is not known: organizations:ListAccounts: AccessDeniedException/,
      );
      expect(calls()['bedrock-agentcore:CreateMemory']).toBeUndefined();
    });
  });

  it('forget an account that has left the organisation, for writing within five minutes', async () => {
    let members = [MEMBER];
    let now = 0;
    const listAccounts = jest.fn(async () => members);
    const configs = readProviderConfigs(
      new ConfigReader(configWith({ organization: { accountId: MANAGEMENT } })),
    );
    const places = new ConfiguredPlaces(configs, listAccounts, () => now);
    const place = { accountId: MEMBER, region };
    expect(await places.covering(place)).toBe(configs[0]);
    members = [];
    await Promise.all(Array.from({ length: 50 }, () => places.covering(place)));
    now = 5 * 60_000;
    await expect(places.covering(place)).rejects.toMatchObject({
      name: 'NotAllowedError',
    });
    expect(listAccounts).toHaveBeenCalledTimes(2);
  });

  it('are written with a role of their own, and read with the other', async () => {
    const [onlyRead, onlyWritten] = ['333344445555', '444455556666'];
    sandbox.state.addAccount({ id: onlyRead, roles: ['BackstageReader'] });
    sandbox.state.addAccount({ id: onlyWritten, roles: ['BackstageWriter'] });
    const { writer, inventory } = read(
      configWith(
        { accounts: [onlyRead, onlyWritten] },
        { writer: { roleName: 'BackstageWriter' } },
      ),
    );
    const list = (accountId: string) =>
      inventory.listMemories({ accountId, region });
    const create = (accountId: string) => {
      const place = { accountId, region };
      const { arn: encryptionKeyArn } = sandbox.state.createKey(place);
      return writer.create(place, { ...newMemory, encryptionKeyArn });
    };
    await create(onlyWritten);
    expect(
      Object.keys(calls()).filter(call => call.startsWith('sts:')),
    ).toEqual(['sts:AssumeRole']);
    await expect(create(onlyRead)).rejects.toThrow(/role\/BackstageWriter/);
    expect((await list(onlyRead)).memories).toEqual([]);
    await expect(list(onlyWritten)).rejects.toThrow(/AccessDenied/);
  });

  it('have no role to replace where an account has a profile', () => {
    expect(() =>
      createWriter(
        new ConfigReader({
          aws: { accounts: [{ accountId: MEMBER, profile: 'member' }] },
          agentCoreMemory: { writer: { roleName: 'BackstageWriter' } },
        }),
      ),
    ).toThrow(/"aws.accounts\[0\].profile" has no role/);
  });

  it('names all accounts with their regions, discovered ones included, and whether some may be missing', async () => {
    let answer: () => Promise<string[]> = async () => [MEMBER, LISTED];
    let now = 0;
    const places = new ConfiguredPlaces(
      readProviderConfigs(
        new ConfigReader({
          catalog: {
            providers: {
              agentCoreMemory: {
                a: { accounts: [LISTED], regions: ['us-east-1'] },
                b: {
                  organization: { accountId: MANAGEMENT },
                  regions: [region],
                },
              },
            },
          },
        }),
      ),
      () => answer(),
      () => now,
    );
    const accounts = [
      { accountId: LISTED, regions: [region, 'us-east-1'] },
      { accountId: MEMBER, regions: [region] },
    ];
    expect(await places.all()).toEqual({ accounts, incomplete: false });
    answer = async () => {
      throw new Error('no answer');
    };
    now = 6 * 60_000;
    expect(await places.all()).toEqual({ accounts, incomplete: true });
  });
});
