import {
  BedrockAgentCoreControlClient,
  GetMemoryCommand,
  ListGatewaysCommand,
  ListMemoriesCommand,
} from '@aws-sdk/client-bedrock-agentcore-control';
import { ListGrantsCommand, ListKeysCommand } from '@aws-sdk/client-kms';
import {
  AssumeRoleCommand,
  GetCallerIdentityCommand,
  GetSessionTokenCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { fromTemporaryCredentials } from '@aws-sdk/credential-providers';
import {
  account,
  errorOf,
  otherAccount,
  region,
  useSandbox,
} from './__testUtils__/useSandbox';

const under = useSandbox();
const reader = `arn:aws:iam::${otherAccount}:role/BackstageReader`;

function agentcoreWith(credentials: {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}) {
  return new BedrockAgentCoreControlClient({
    endpoint: under.sandbox.url,
    region,
    credentials,
    maxAttempts: 1,
  });
}

async function assumeReader() {
  const { Credentials } = await under
    .sts()
    .send(new AssumeRoleCommand({ RoleArn: reader, RoleSessionName: 'test' }));
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
    expiration: Credentials!.Expiration!,
  };
}

describe('STS', () => {
  it('GetCallerIdentity tells who calls', async () => {
    expect(
      await under.sts().send(new GetCallerIdentityCommand({})),
    ).toMatchObject({
      Account: account,
      Arn: `arn:aws:iam::${account}:user/sandbox`,
      UserId: expect.stringMatching(/^AIDA/),
    });
  });

  it('AssumeRole gives credentials of the other account, until they expire', async () => {
    const credentials = await assumeReader();
    expect(credentials.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(credentials.expiration).toEqual(
      new Date(under.clock.now() + 3_600_000),
    );
    const identity = () =>
      new STSClient({ endpoint: under.sandbox.url, region, credentials }).send(
        new GetCallerIdentityCommand({}),
      );
    expect(await identity()).toMatchObject({
      Account: otherAccount,
      Arn: `arn:aws:sts::${otherAccount}:assumed-role/BackstageReader/test`,
    });
    const { id } = under.sandbox.state.createMemory({
      accountId: otherAccount,
      region,
      name: 'theirs',
    });
    const { sessionToken: _, ...withoutToken } = credentials;
    const command = new GetMemoryCommand({ memoryId: id });
    await agentcoreWith(credentials).send(command);
    expect(
      await errorOf(agentcoreWith(withoutToken).send(command)),
    ).toMatchObject({ name: 'UnrecognizedClientException', status: 403 });

    under.clock.advance(3_600_000);
    expect(
      await errorOf(agentcoreWith(credentials).send(command)),
    ).toMatchObject({ name: 'ExpiredTokenException', status: 403 });
  });

  it('AssumeRole refuses unknown accounts and roles, wrong external ids, and bad input', async () => {
    under.sandbox.state.addAccount({
      id: otherAccount,
      roles: [{ name: 'Guarded', externalId: 'secret' }],
    });
    const assume = (input: Partial<AssumeRoleCommand['input']>) =>
      under.sts().send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${otherAccount}:role/Guarded`,
          RoleSessionName: 'test',
          ...input,
        }),
      );
    const denied = { name: 'AccessDenied', status: 403 };
    expect(await errorOf(assume({}))).toMatchObject(denied);
    for (const RoleArn of [
      'arn:aws:iam::999999999999:role/BackstageReader',
      `arn:aws:iam::${otherAccount}:role/Unknown`,
    ]) {
      expect(await errorOf(assume({ RoleArn }))).toMatchObject(denied);
    }
    await assume({ ExternalId: 'secret' });
    expect(
      await errorOf(assume({ DurationSeconds: 60, ExternalId: 'secret' })),
    ).toMatchObject({ name: 'ValidationError', status: 400 });
  });

  it('serves the credential provider of the SDK', async () => {
    // The SDK holds expiry against the machine's clock.
    under.clock.advance(Date.now() - under.clock.now());
    const client = new BedrockAgentCoreControlClient({
      endpoint: under.sandbox.url,
      region,
      credentials: fromTemporaryCredentials({
        masterCredentials: under.sandbox.credentialsFor(account),
        params: { RoleArn: reader, RoleSessionName: 'provider' },
        clientConfig: { endpoint: under.sandbox.url, region },
      }),
    });
    await client.send(new ListMemoriesCommand({}));
    expect(under.sandbox.calls.list()).toMatchObject([
      { service: 'sts', operation: 'AssumeRole', account },
      { service: 'bedrock-agentcore', account: otherAccount, region },
    ]);
  });
});

describe('requests that are refused at the door', () => {
  it('refuses unknown access keys in the words of each service', async () => {
    const credentials = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' };
    expect(
      await errorOf(
        agentcoreWith(credentials).send(new ListMemoriesCommand({})),
      ),
    ).toMatchObject({ name: 'UnrecognizedClientException', status: 403 });
    const sts = new STSClient({
      endpoint: under.sandbox.url,
      region,
      credentials,
    });
    expect(
      await errorOf(sts.send(new GetCallerIdentityCommand({}))),
    ).toMatchObject({ name: 'InvalidClientTokenId', status: 403 });
  });

  it('refuses requests without a signature', async () => {
    const response = await fetch(`${under.sandbox.url}/memories/`, {
      method: 'POST',
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-errortype')).toBe(
      'MissingAuthenticationTokenException',
    );
    expect(response.headers.get('x-amzn-requestid')).toBeTruthy();
  });

  it('has no stubs: operations and services that it lacks are errors', async () => {
    expect(
      await errorOf(under.agentcore().send(new ListGatewaysCommand({}))),
    ).toMatchObject({ name: 'UnknownOperationException', status: 404 });
    expect(
      await errorOf(under.kms().send(new ListGrantsCommand({ KeyId: 'x' }))),
    ).toMatchObject({ name: 'UnknownOperationException', status: 400 });
    expect(
      await errorOf(under.sts().send(new GetSessionTokenCommand({}))),
    ).toMatchObject({ name: 'InvalidAction', status: 400 });
    await under.kms().send(new ListKeysCommand({}));
    expect(under.sandbox.calls.list({ operation: 'Unknown' })).toHaveLength(3);
  });
});
