import { ConfigReader } from '@backstage/config';
import { Sandbox, startSandbox } from 'aws-sandbox';
import { newKeyPolicy } from 'backstage-plugin-agentcore-memory-common';
import { covering } from '../__testUtils__/covering';
import { createInventory, createKeyWriter } from '../services';

const place = { accountId: '111122223333', region: 'eu-central-1' };
const key = {
  alias: 'alias/agentcore/notes',
  description: 'Key of notes',
  policy: JSON.stringify(newKeyPolicy(place)),
  tags: { owner: 'group:default/a', request: 'r1' },
};

describe('DefaultKeyWriter', () => {
  let sandbox: Sandbox;

  beforeEach(async () => {
    sandbox = await startSandbox();
    process.env.AWS_ENDPOINT_URL = sandbox.url;
  });

  afterEach(async () => {
    delete process.env.AWS_ENDPOINT_URL;
    await sandbox.stop();
  });

  const config = () =>
    new ConfigReader({
      ...covering(place.accountId),
      aws: {
        accounts: [
          {
            accountId: place.accountId,
            ...sandbox.credentialsFor(place.accountId),
          },
        ],
      },
    });
  const writer = () => createKeyWriter(config());

  it('creates a symmetric key with its policy and tags, rotates it, and gives it an alias', async () => {
    const arn = await writer().createKey(place, key);
    await writer().enableRotation(place, arn);
    await writer().createAlias(place, key.alias, arn);
    expect(sandbox.state.findKey(arn)).toMatchObject({
      keySpec: 'SYMMETRIC_DEFAULT',
      keyUsage: 'ENCRYPT_DECRYPT',
      description: 'Key of notes',
      rotationEnabled: true,
      policy: key.policy,
      tags: key.tags,
    });
    const inventory = createInventory(config());
    expect(
      await inventory.findKeysByTag(place, { key: 'request', value: 'r1' }),
    ).toEqual([arn]);
    expect(
      await inventory.findKeysByTag(place, { key: 'request', value: 'r2' }),
    ).toEqual([]);
    const reader = inventory.createKeyReader();
    expect(await reader.list(place)).toEqual({ keyArns: [arn] });
    expect(await reader.read(arn, place.accountId)).toMatchObject({
      aliases: { state: 'known', value: [key.alias] },
    });
  });

  it.each(['reset', 'serverError'] as const)(
    'asks for a key once where the answer is lost (%s), as a second try would make a second key',
    async kind => {
      sandbox.faults.add({ operation: 'CreateKey', kind });
      await expect(writer().createKey(place, key)).rejects.toThrow();
      expect(sandbox.calls.count({ operation: 'CreateKey' })).toBe(1);
    },
  );

  it('lists the keys with an alias where AWS does not list all, and says so', async () => {
    const { arn } = sandbox.state.createKey({ ...place, alias: 'alias/a' });
    sandbox.state.createKey(place);
    sandbox.faults.add({ operation: 'ListKeys', kind: 'deny' });
    expect(
      await createInventory(config()).createKeyReader().list(place),
    ).toEqual({
      keyArns: [arn],
      incomplete:
        'Keys without an alias are not listed (kms:ListKeys: AccessDeniedException)',
    });
    sandbox.faults.add({ operation: 'ListAliases', kind: 'deny' });
    await expect(
      createInventory(config()).createKeyReader().list(place),
    ).rejects.toThrow('kms:ListKeys: AccessDeniedException');
  });
});
