import { KEY_TYPE } from 'backstage-plugin-agentcore-memory-common';
import {
  A,
  B,
  here,
  ProviderWorld,
  there,
} from '../__testUtils__/providerWorld';

describe('a scan by several providers', () => {
  let world: ProviderWorld;

  beforeEach(async () => {
    world = await ProviderWorld.start();
  });

  afterEach(() => world.stop());

  const ofA = { id: 'of-a', accounts: [{ accountId: A }] };
  const ofB = { id: 'of-b', accounts: [{ accountId: B }] };

  it('takes over accounts that move from one to the other', async () => {
    world.encryptedMemory('moving', there);
    const both = [{ accountId: A }, { accountId: B }];
    const before = await world.provider({ id: 'of-a', accounts: both });
    await before.scan();
    await (await world.provider(ofB)).scan();
    await (await world.provider(ofA)).scan();
    expect(world.catalog.memory('moving')?.metadata.annotations).toMatchObject({
      'agentcore-memory/scope': `of-b/${B}/eu-central-1`,
    });
  });

  it('loses no owner of an account that moves while tags are not answered', async () => {
    world.encryptedMemory('moving', there);
    await (await world.provider({ ...ofB, id: 'of-a' })).scan();
    world.sandbox.faults.add({ kind: 'throttle', service: 'tagging' });
    world.sandbox.faults.add({
      kind: 'throttle',
      operation: 'ListTagsForResource',
    });
    await (await world.provider(ofB)).scan();
    expect(world.catalog.memory('moving')).toMatchObject({
      metadata: {
        annotations: { 'agentcore-memory/scope': `of-b/${B}/eu-central-1` },
      },
      spec: { owner: 'group:default/a' },
    });
  });

  it('hands a key over to the one that still uses it', async () => {
    const shared = world.sandbox.state.createKey({
      ...here,
      rotationEnabled: true,
    });
    const [first, second] = [here, there].map(place =>
      world.sandbox.state.createMemory({
        ...place,
        name: `of_${place.accountId}`,
        encryptionKeyArn: shared.arn,
      }),
    );
    const scan = async (config: typeof ofA) =>
      (await world.provider(config)).scan();
    const writer = () =>
      world.catalog
        .of(KEY_TYPE)
        .map(key => key.metadata.annotations?.['agentcore-memory/scope']);
    await scan(ofA);
    await scan(ofB);
    expect(writer()).toEqual([`of-a/${A}/eu-central-1`]);
    world.sandbox.state.deleteMemory(first.arn);
    await scan(ofA);
    expect(writer()).toEqual([undefined]);
    await scan(ofB);
    expect(writer()).toEqual([`of-b/${A}/eu-central-1`]);
    world.sandbox.state.deleteMemory(second.arn);
    await scan(ofB);
    expect(writer()).toEqual([]);
  });

  it('has a shared key written by the one that sees all of it, once', async () => {
    const shared = world.sandbox.state.createKey({
      ...there,
      rotationEnabled: true,
      policy: JSON.stringify({
        Version: '2012-10-17',
        Statement: [A, B].map(account => ({
          Effect: 'Allow',
          Principal: { AWS: `arn:aws:iam::${account}:root` },
          Action: 'kms:*',
          Resource: '*',
        })),
      }),
    });
    for (const place of [here, there]) {
      world.sandbox.state.createMemory({
        ...place,
        name: `of_${place.accountId}`,
        encryptionKeyArn: shared.arn,
      });
    }
    const scanBoth = async () => {
      await (await world.provider(ofA)).scan();
      await (await world.provider(ofB)).scan();
    };
    await scanBoth();
    const [key] = world.catalog.of(KEY_TYPE);
    expect(key.metadata.annotations).toMatchObject({
      'agentcore-memory/scope': `of-b/${B}/eu-central-1`,
    });
    expect(key.spec).toMatchObject({
      agentCoreMemory: { policy: { state: 'known' } },
    });
    const writes = world.catalog.writes.length;
    await scanBoth();
    expect(world.catalog.writes).toHaveLength(writes);
  });
});
