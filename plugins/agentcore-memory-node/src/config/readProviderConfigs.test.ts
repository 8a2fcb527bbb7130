import { ConfigReader } from '@backstage/config';
import { JsonObject } from '@backstage/types';
import { PUBLISHED_REGIONS } from '../aws/publishedRegions';
import { readProviderConfigs, scopesOf } from './readProviderConfigs';

function read(main: JsonObject) {
  return readProviderConfigs(
    new ConfigReader({ catalog: { providers: { agentCoreMemory: { main } } } }),
  );
}

describe('readProviderConfigs', () => {
  it('reads nothing where nothing is configured', () => {
    expect(readProviderConfigs(new ConfigReader({}))).toEqual([]);
  });

  it('reads everything', () => {
    const [config] = read({
      accounts: [
        '111122223333',
        { accountId: '444455556666', owner: 'platform' },
      ],
      regions: ['us-east-1', 'eu-central-1', 'us-east-1'],
      ownerTags: ['Owner'],
      ownerMap: { 'CC-1': 'team-a' },
      defaultOwner: 'group:default/nobody',
    });
    expect(config).toMatchObject({
      id: 'main',
      accounts: [
        { accountId: '111122223333' },
        { accountId: '444455556666', owner: 'group:default/platform' },
      ],
      regions: ['us-east-1', 'eu-central-1'],
      owners: {
        tags: ['Owner'],
        map: { 'CC-1': 'group:default/team-a' },
        defaultOwner: 'group:default/nobody',
      },
    });
    const ids = config.accounts.map(({ accountId }) => accountId);
    expect(scopesOf(config, ids)).toHaveLength(4);
    expect(scopesOf(config, ids)[1]).toEqual({
      providerId: 'main',
      accountId: '111122223333',
      region: 'eu-central-1',
    });
  });

  it('takes lists from one environment variable', () => {
    const [config] = read({
      accounts: '111122223333',
      regions: 'us-east-1, eu-central-1',
    });
    expect(config.regions).toEqual(['us-east-1', 'eu-central-1']);
  });

  it('reads all published regions by default, and the usual owner tags', () => {
    const [config] = read({ accounts: ['111122223333'] });
    expect(config.regions).toEqual(PUBLISHED_REGIONS);
    expect(config.owners.tags).toEqual(['backstage.io/owner', 'owner', 'team']);
    expect(config.kmsKeys).toBe(true);
  });

  const good = { accounts: ['111122223333'] };
  it.each<[JsonObject, string]>([
    [
      { ...good, region: 'us-east-1' },
      'catalog.providers.agentCoreMemory.main.region',
    ],
    [
      { organization: { accountId: '111122223333', include: '' } },
      '"catalog.providers.agentCoreMemory.main.organization.include"',
    ],
    [
      { ...good, kmsKeys: 'no keys' },
      'catalog.providers.agentCoreMemory.main.kmsKeys',
    ],
    [
      { ...good, regions: ['Frankfurt'] },
      '"Frankfurt" at "catalog.providers.agentCoreMemory.main.regions"',
    ],
    [
      { ...good, regions: [] },
      'catalog.providers.agentCoreMemory.main.regions',
    ],
    [{ ...good, regions: 7 }, '"regions" must be a list'],
    [{}, '"catalog.providers.agentCoreMemory.main" must have "accounts"'],
    [
      { organization: { accountId: '1' } },
      'agentCoreMemory.main.organization.accountId',
    ],
    [
      { organization: { accountId: '111122223333', ous: [] } },
      'organization.ous',
    ],
    [
      {
        organization: {
          accountId: '111122223333',
          organizationalUnits: ['Prod'],
        },
      },
      'organization.organizationalUnits[0]',
    ],
    [
      {
        organization: { accountId: '111122223333' },
        regions: ['us-east-1', 'us-gov-west-1'],
      },
      'agentCoreMemory.main.regions" are in the partitions aws and aws-us-gov',
    ],
    [{ ...good, scopesAtOnce: 0 }, 'main.scopesAtOnce'],
    [{ ...good, maxRemovalPercent: 101 }, 'main.maxRemovalPercent'],
    [{ accounts: [] }, 'with at least one account'],
    [
      { accounts: ['1234'] },
      '"1234" at "catalog.providers.agentCoreMemory.main.accounts[0]"',
    ],
    [{ accounts: [111122223333, '012'] }, 'accounts[1]'],
    [
      { accounts: [{ accountId: '111122223333', role: 'x' }] },
      'accounts[0].role',
    ],
    [{ accounts: [{ owner: 'x' }] }, 'accountId'],
    [{ accounts: ['111122223333', '111122223333'] }, 'listed twice'],
    [{ ...good, defaultOwner: 'component:default/x' }, 'main.defaultOwner'],
    [{ ...good, ownerMap: { a: 'no such owner' } }, 'main.ownerMap.a'],
    [{ ...good, ownerMap: ['a'] }, 'main.ownerMap'],
  ])('refuses %j and names the key', (config, message) => {
    expect(() => read(config)).toThrow(message);
  });

  it('refuses two providers of the same account and region', () => {
    const config = new ConfigReader({
      catalog: {
        providers: {
          agentCoreMemory: {
            one: { accounts: ['111122223333'], regions: ['us-east-1'] },
            two: {
              accounts: ['111122223333'],
              regions: ['eu-central-1', 'us-east-1'],
            },
          },
        },
      },
    });
    expect(() => readProviderConfigs(config)).toThrow(
      'Account 111122223333 in us-east-1 is at "catalog.providers.agentCoreMemory.one" and at "catalog.providers.agentCoreMemory.two"',
    );
  });
});
