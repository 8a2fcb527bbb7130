import { KEY_TYPE } from 'backstage-plugin-agentcore-memory-common';
import {
  A,
  B,
  here,
  ProviderWorld,
  there,
} from './__testUtils__/providerWorld';

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
    await world.scan({ id: 'of-a', accounts: both });
    const after = await world.process([ofA, ofB]);
    await after.scan('of-a');
    expect(world.catalog.memory('moving')).toBeDefined();
    await after.scan('of-b');
    expect(world.catalog.memory('moving')?.metadata.annotations).toMatchObject({
      'agentcore-memory/scope': `of-b/${B}/eu-central-1`,
    });
  });

  it('judges an account that one lists and another discovers by the one that lists it, always', async () => {
    world.sandbox.state.createOrganization({ managementAccountId: A });
    world.sandbox.state.placeAccount(B, {});
    const discovers = {
      id: 'of-all',
      accounts: [],
      organization: { accountId: A, exclude: [] },
      owners: { tags: ['team'] },
    };
    const lists = { ...ofB, owners: { tags: ['owner'] } };
    world.sandbox.state.createMemory({
      ...there,
      name: 'both',
      tags: { owner: 'group:default/a', team: 'group:default/b' },
    });
    const scanner = await world.process([discovers, lists]);
    for (const id of ['of-all', 'of-b', 'of-all']) {
      await scanner.scan(id);
      world.now = new Date(world.now.getTime() + 60_000);
    }
    expect(world.catalog.memory('both')).toMatchObject({
      metadata: {
        annotations: { 'agentcore-memory/scope': `of-b/${B}/eu-central-1` },
      },
      spec: { owner: 'group:default/a' },
    });
    // The other one reads its own places only.
    expect(
      world
        .reports()
        .map(({ providerId, accountId }) => [providerId, accountId]),
    ).toEqual([
      ['of-all', A],
      ['of-b', B],
      ['of-all', A],
    ]);
  });

  it('loses no owner of an account that moves while tags are not answered', async () => {
    world.encryptedMemory('moving', there);
    await world.scan({ ...ofB, id: 'of-a' });
    world.sandbox.faults.add({ kind: 'throttle', service: 'tagging' });
    world.sandbox.faults.add({
      kind: 'throttle',
      operation: 'ListTagsForResource',
    });
    await world.scan(ofB);
    expect(world.catalog.memory('moving')).toMatchObject({
      metadata: {
        annotations: { 'agentcore-memory/scope': `of-b/${B}/eu-central-1` },
      },
      spec: { owner: 'group:default/a' },
    });
  });

  it('keeps a key as long as a memory of any of them uses it', async () => {
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
    const scopes = () =>
      world.catalog
        .of(KEY_TYPE)
        .map(key => key.metadata.annotations?.['agentcore-memory/scope']);
    await world.scan(ofA, ofB);
    expect(scopes()).toEqual([`of-a/${A}/eu-central-1`]);
    world.sandbox.state.deleteMemory(first.arn);
    await world.scan(ofA, ofB);
    expect(scopes()).toEqual([`of-b/${A}/eu-central-1`]);
    world.sandbox.state.deleteMemory(second.arn);
    await world.scan(ofA, ofB);
    expect(scopes()).toEqual([]);
  });

  it('publishes a provider config that was renamed without asking AWS', async () => {
    world.encryptedMemory('kept', there);
    await world.scan(ofB);
    world.sandbox.calls.clear();
    await world.process([{ ...ofB, id: 'renamed' }]);
    expect(world.annotation('kept', 'scope')).toBe(`renamed/${B}/eu-central-1`);
    expect(world.sandbox.calls.count()).toBe(0);
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
    await world.scan(ofA, ofB);
    const [key] = world.catalog.of(KEY_TYPE);
    expect(key.metadata.annotations).toMatchObject({
      'agentcore-memory/scope': `of-b/${B}/eu-central-1`,
    });
    expect(key.spec).toMatchObject({
      agentCoreMemory: { policy: { state: 'known' } },
    });
    const writes = world.catalog.writes.length;
    await world.scan(ofA, ofB);
    expect(world.catalog.writes).toHaveLength(writes);
  });
});
