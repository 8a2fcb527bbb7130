import { ListMemoriesCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import { DescribeOrganizationCommand } from '@aws-sdk/client-organizations';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
} from '@aws-sdk/client-sts';
import { errorOf, useSandbox } from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const ACCOUNT = '900000000001';

describe.each([
  ['aws-us-gov', 'us-gov-west-1'],
  ['aws-cn', 'cn-northwest-1'],
])('the partition %s', (partition, region) => {
  const here = { accountId: ACCOUNT, region };

  beforeEach(() => {
    sandbox.state.addAccount({ id: ACCOUNT, partition, roles: ['Reader'] });
  });

  it('has ARNs of its own', async () => {
    sandbox.state.createMemory({ ...here, name: 'notes' });
    sandbox.state.createOrganization({ managementAccountId: ACCOUNT });
    const { memories } = await sandbox
      .agentcore(here)
      .send(new ListMemoriesCommand({}));
    expect(memories?.[0].arn).toMatch(
      `arn:${partition}:bedrock-agentcore:${region}:${ACCOUNT}:memory/`,
    );
    expect(
      await sandbox.sts(here).send(new GetCallerIdentityCommand({})),
    ).toMatchObject({ Arn: `arn:${partition}:iam::${ACCOUNT}:user/sandbox` });
    const { Organization } = await sandbox
      .organizations(here)
      .send(new DescribeOrganizationCommand({}));
    expect(Organization?.Arn).toMatch(`arn:${partition}:organizations::`);
  });

  it('knows no credentials and no roles of another one', async () => {
    expect(
      await errorOf(
        sandbox
          .sts({ ...here, region: 'us-east-1' })
          .send(new GetCallerIdentityCommand({})),
      ),
    ).toMatchObject({ name: 'InvalidClientTokenId', status: 403 });
    const assume = (RoleArn: string) =>
      sandbox
        .sts(here)
        .send(new AssumeRoleCommand({ RoleArn, RoleSessionName: 'test' }));
    expect(
      await errorOf(assume(`arn:aws:iam::${ACCOUNT}:role/Reader`)),
    ).toMatchObject({ name: 'AccessDenied' });
    const { AssumedRoleUser } = await assume(
      `arn:${partition}:iam::${ACCOUNT}:role/Reader`,
    );
    expect(AssumedRoleUser?.Arn).toBe(
      `arn:${partition}:sts::${ACCOUNT}:assumed-role/Reader/test`,
    );
  });
});
