import {
  DescribeOrganizationCommand,
  ListAccountsCommand,
  ListAccountsForParentCommand,
  ListOrganizationalUnitsForParentCommand,
  ListParentsCommand,
  ListRootsCommand,
  ListTagsForResourceCommand,
  paginateListAccounts,
} from '@aws-sdk/client-organizations';
import {
  ACCOUNT,
  errorOf,
  OTHER_ACCOUNT,
  useSandbox,
} from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const DELEGATED = '333333333333';

function plant() {
  const { state } = sandbox;
  state.createOrganization({ managementAccountId: ACCOUNT });
  const retail = state.createOrganizationalUnit({ name: 'Retail' });
  const shops = state.createOrganizationalUnit({
    name: 'Shops',
    parentId: retail.id,
    tags: { tier: 'prod' },
  });
  state.placeAccount(OTHER_ACCOUNT, {
    ouId: shops.id,
    tags: { owner: 'group:default/retail', tier: 'prod' },
  });
  state.placeAccount(DELEGATED, { ouId: retail.id, status: 'SUSPENDED' });
  return { state, retail, shops };
}

describe('an organization', () => {
  it('is described for all its accounts', async () => {
    plant();
    const describeFor = (accountId: string) =>
      sandbox
        .organizations({ accountId })
        .send(new DescribeOrganizationCommand({}));
    const { Organization } = await describeFor(ACCOUNT);
    expect(Organization).toMatchObject({
      Id: expect.stringMatching(/^o-[a-z0-9]{10}$/),
      Arn: `arn:aws:organizations::${ACCOUNT}:organization/${Organization!.Id}`,
      FeatureSet: 'ALL',
      MasterAccountId: ACCOUNT,
      MasterAccountArn: `arn:aws:organizations::${ACCOUNT}:account/${
        Organization!.Id
      }/${ACCOUNT}`,
    });
    expect((await describeFor(OTHER_ACCOUNT)).Organization).toEqual(
      Organization,
    );
  });

  it('lists its children from the root down, and parents upwards', async () => {
    const { state, retail, shops } = plant();
    const client = sandbox.organizations();
    const { Roots } = await client.send(new ListRootsCommand({}));
    expect(Roots).toEqual([
      {
        Id: expect.stringMatching(/^r-[a-z0-9]{4}$/),
        Arn: expect.stringMatching(/:root\/o-.*\/r-/),
        Name: 'Root',
        PolicyTypes: [],
      },
    ]);
    const unitsOf = async (ParentId: string) =>
      (
        await client.send(
          new ListOrganizationalUnitsForParentCommand({ ParentId }),
        )
      ).OrganizationalUnits!.map(({ Id }) => Id);
    expect(await unitsOf(Roots![0].Id!)).toEqual([retail.id]);
    expect(await unitsOf(retail.id)).toEqual([shops.id]);
    expect(shops.id).toMatch(/^ou-[a-z0-9]{4}-[a-z0-9]{8}$/);

    const { Accounts } = await client.send(
      new ListAccountsForParentCommand({ ParentId: shops.id }),
    );
    expect(Accounts).toEqual([
      {
        Id: OTHER_ACCOUNT,
        Arn: expect.stringMatching(/:account\/o-.*\/222222222222$/),
        Email: 'aws+222222222222@example.com',
        Name: 'Retail',
        Status: 'ACTIVE',
        State: 'ACTIVE',
        JoinedMethod: 'CREATED',
        JoinedTimestamp: new Date(sandbox.clock.now()),
      },
    ]);
    const parentOf = async (ChildId: string) =>
      (await client.send(new ListParentsCommand({ ChildId }))).Parents;
    expect(await parentOf(OTHER_ACCOUNT)).toEqual([
      { Id: shops.id, Type: 'ORGANIZATIONAL_UNIT' },
    ]);
    expect(await parentOf(retail.id)).toEqual([
      { Id: Roots![0].Id, Type: 'ROOT' },
    ]);

    state.placeAccount(OTHER_ACCOUNT, { ouId: retail.id });
    expect(await parentOf(OTHER_ACCOUNT)).toEqual([
      { Id: retail.id, Type: 'ORGANIZATIONAL_UNIT' },
    ]);
  });

  it('lists at most twenty accounts per page, closed ones included', async () => {
    const { state } = plant();
    for (let i = 0; i < 42; i += 1) {
      state.placeAccount(String(500_000_000_000 + i));
    }
    const client = sandbox.organizations();
    const sizes: number[] = [];
    const states = new Set<string | undefined>();
    for await (const { Accounts } of paginateListAccounts({ client }, {})) {
      sizes.push(Accounts!.length);
      Accounts!.forEach(({ State }) => states.add(State));
    }
    expect(sizes).toEqual([20, 20, 5]);
    expect([...states]).toEqual(['ACTIVE', 'SUSPENDED']);
    const { NextToken } = await client.send(
      new ListAccountsCommand({ MaxResults: 3 }),
    );
    expect(
      await errorOf(client.send(new ListAccountsCommand({ MaxResults: 21 }))),
    ).toMatchObject({ name: 'InvalidInputException', status: 400 });
    expect(
      await errorOf(
        client.send(
          new ListAccountsForParentCommand({
            ParentId: state.organization!.root.id,
            NextToken,
          }),
        ),
      ),
    ).toMatchObject({ name: 'InvalidInputException', status: 400 });
  });

  it('lists the tags of accounts, units and the root', async () => {
    const { state, shops } = plant();
    const tagsOf = async (ResourceId: string) =>
      (
        await sandbox
          .organizations()
          .send(new ListTagsForResourceCommand({ ResourceId }))
      ).Tags;
    expect(await tagsOf(OTHER_ACCOUNT)).toEqual([
      { Key: 'owner', Value: 'group:default/retail' },
      { Key: 'tier', Value: 'prod' },
    ]);
    expect(await tagsOf(shops.id)).toEqual([{ Key: 'tier', Value: 'prod' }]);
    expect(await tagsOf(state.organization!.root.id)).toEqual([]);
    expect(await errorOf(tagsOf('999999999999'))).toMatchObject({
      name: 'TargetNotFoundException',
    });
  });

  it('returns errors for unknown accounts, units and roots', async () => {
    plant();
    const client = sandbox.organizations();
    expect(
      await errorOf(
        client.send(
          new ListAccountsForParentCommand({ ParentId: 'ou-0000-00000000' }),
        ),
      ),
    ).toMatchObject({ name: 'ParentNotFoundException', status: 400 });
    expect(
      await errorOf(
        client.send(new ListParentsCommand({ ChildId: '999999999999' })),
      ),
    ).toMatchObject({ name: 'ChildNotFoundException', status: 400 });
    expect(
      await errorOf(
        client.send(new ListParentsCommand({ ChildId: 'nonsense' })),
      ),
    ).toMatchObject({ name: 'InvalidInputException', status: 400 });
  });

  it('is readable for the management account and delegated administrators only', async () => {
    const list = (accountId?: string) =>
      sandbox.organizations({ accountId }).send(new ListAccountsCommand({}));
    const notInUse = { name: 'AWSOrganizationsNotInUseException', status: 400 };
    expect(await errorOf(list())).toMatchObject(notInUse);
    const { state } = plant();
    await list();
    expect(await errorOf(list(DELEGATED))).toMatchObject({
      name: 'AccessDeniedException',
      status: 400,
    });
    state.registerDelegatedAdministrator(DELEGATED);
    await list(DELEGATED);
    expect(await errorOf(list('444444444444'))).toMatchObject(notInUse);

    sandbox.faults.add({ kind: 'throttle', service: 'organizations' });
    expect(await errorOf(list())).toMatchObject({
      name: 'TooManyRequestsException',
    });
  });
});
