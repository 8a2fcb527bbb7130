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
  ACCOUNT,
  errorOf,
  OTHER_ACCOUNT,
  REGION,
  useSandbox,
} from './__testUtils__/useSandbox';

const sandbox = useSandbox();
const READER = `arn:aws:iam::${OTHER_ACCOUNT}:role/BackstageReader`;

function agentcoreWith(credentials: {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}) {
  return new BedrockAgentCoreControlClient({
    endpoint: sandbox.url,
    region: REGION,
    credentials,
    maxAttempts: 1,
  });
}

async function assumeReader() {
  const { Credentials } = await sandbox
    .sts()
    .send(new AssumeRoleCommand({ RoleArn: READER, RoleSessionName: 'test' }));
  return {
    accessKeyId: Credentials!.AccessKeyId!,
    secretAccessKey: Credentials!.SecretAccessKey!,
    sessionToken: Credentials!.SessionToken!,
    expiration: Credentials!.Expiration!,
  };
}

describe('STS', () => {
  it('GetCallerIdentity returns the caller', async () => {
    expect(
      await sandbox.sts().send(new GetCallerIdentityCommand({})),
    ).toMatchObject({
      Account: ACCOUNT,
      Arn: `arn:aws:iam::${ACCOUNT}:user/sandbox`,
      UserId: expect.stringMatching(/^AIDA/),
    });
  });

  it('AssumeRole returns credentials of the other account that expire', async () => {
    const credentials = await assumeReader();
    expect(credentials.accessKeyId).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(credentials.expiration).toEqual(
      new Date(sandbox.clock.now() + 3_600_000),
    );
    const identity = () =>
      new STSClient({
        endpoint: sandbox.url,
        region: REGION,
        credentials,
      }).send(new GetCallerIdentityCommand({}));
    expect(await identity()).toMatchObject({
      Account: OTHER_ACCOUNT,
      Arn: `arn:aws:sts::${OTHER_ACCOUNT}:assumed-role/BackstageReader/test`,
    });
    const { id } = sandbox.state.createMemory({
      accountId: OTHER_ACCOUNT,
      region: REGION,
      name: 'theirs',
    });
    const { sessionToken: _, ...withoutToken } = credentials;
    const command = new GetMemoryCommand({ memoryId: id });
    await agentcoreWith(credentials).send(command);
    expect(
      await errorOf(agentcoreWith(withoutToken).send(command)),
    ).toMatchObject({ name: 'UnrecognizedClientException', status: 403 });

    sandbox.clock.advance(3_600_000);
    expect(
      await errorOf(agentcoreWith(credentials).send(command)),
    ).toMatchObject({ name: 'ExpiredTokenException', status: 403 });
  });

  it('AssumeRole refuses unknown accounts and roles, wrong external ids, and bad input', async () => {
    sandbox.state.addAccount({
      id: OTHER_ACCOUNT,
      roles: [{ name: 'Guarded', externalId: 'secret' }],
    });
    const assume = (input: Partial<AssumeRoleCommand['input']>) =>
      sandbox.sts().send(
        new AssumeRoleCommand({
          RoleArn: `arn:aws:iam::${OTHER_ACCOUNT}:role/Guarded`,
          RoleSessionName: 'test',
          ...input,
        }),
      );
    const denied = { name: 'AccessDenied', status: 403 };
    expect(await errorOf(assume({}))).toMatchObject(denied);
    for (const RoleArn of [
      'arn:aws:iam::999999999999:role/BackstageReader',
      `arn:aws:iam::${OTHER_ACCOUNT}:role/Unknown`,
    ]) {
      expect(await errorOf(assume({ RoleArn }))).toMatchObject(denied);
    }
    await assume({ ExternalId: 'secret' });
    expect(
      await errorOf(assume({ DurationSeconds: 60, ExternalId: 'secret' })),
    ).toMatchObject({ name: 'ValidationError', status: 400 });
  });

  it('works with the credential provider of the SDK', async () => {
    // The SDK compares expiry with the system clock.
    sandbox.clock.advance(Date.now() - sandbox.clock.now());
    const client = new BedrockAgentCoreControlClient({
      endpoint: sandbox.url,
      region: REGION,
      credentials: fromTemporaryCredentials({
        masterCredentials: sandbox.credentialsFor(ACCOUNT),
        params: { RoleArn: READER, RoleSessionName: 'provider' },
        clientConfig: { endpoint: sandbox.url, region: REGION },
      }),
    });
    await client.send(new ListMemoriesCommand({}));
    expect(sandbox.calls.list()).toMatchObject([
      { service: 'sts', operation: 'AssumeRole', account: ACCOUNT },
      { service: 'bedrock-agentcore', account: OTHER_ACCOUNT, region: REGION },
    ]);
  });
});

describe('requests that are refused before dispatch', () => {
  it('refuses unknown access keys with the error of each service', async () => {
    const credentials = { accessKeyId: 'AKIAUNKNOWN', secretAccessKey: 'x' };
    expect(
      await errorOf(
        agentcoreWith(credentials).send(new ListMemoriesCommand({})),
      ),
    ).toMatchObject({ name: 'UnrecognizedClientException', status: 403 });
    const sts = new STSClient({
      endpoint: sandbox.url,
      region: REGION,
      credentials,
    });
    expect(
      await errorOf(sts.send(new GetCallerIdentityCommand({}))),
    ).toMatchObject({ name: 'InvalidClientTokenId', status: 403 });
  });

  it('refuses requests without a signature', async () => {
    const response = await fetch(`${sandbox.url}/memories/`, {
      method: 'POST',
    });
    expect(response.status).toBe(403);
    expect(response.headers.get('x-amzn-errortype')).toBe(
      'MissingAuthenticationTokenException',
    );
    expect(response.headers.get('x-amzn-requestid')).toBeTruthy();
  });

  it('returns errors for operations and services that it does not implement', async () => {
    expect(
      await errorOf(sandbox.agentcore().send(new ListGatewaysCommand({}))),
    ).toMatchObject({ name: 'UnknownOperationException', status: 404 });
    expect(
      await errorOf(sandbox.kms().send(new ListGrantsCommand({ KeyId: 'x' }))),
    ).toMatchObject({ name: 'UnknownOperationException', status: 400 });
    expect(
      await errorOf(sandbox.sts().send(new GetSessionTokenCommand({}))),
    ).toMatchObject({ name: 'InvalidAction', status: 400 });
    await sandbox.kms().send(new ListKeysCommand({}));
    expect(sandbox.calls.list({ operation: 'Unknown' })).toHaveLength(3);
  });
});
