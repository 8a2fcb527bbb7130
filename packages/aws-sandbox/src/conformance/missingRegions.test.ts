import { ListMemoriesCommand } from '@aws-sdk/client-bedrock-agentcore-control';
import { ListKeysCommand } from '@aws-sdk/client-kms';
import { errorOf, useSandbox } from './__testUtils__/useSandbox';

const sandbox = useSandbox();

describe('regions without AgentCore', () => {
  const list = (region?: string) =>
    sandbox.agentcore({ region }).send(new ListMemoriesCommand({}));

  it('answer as if AgentCore did not exist, and serve the other services', async () => {
    sandbox.state.withoutAgentCore('us-west-1');
    expect(await errorOf(list('us-west-1'))).toMatchObject({
      name: 'UnknownOperationException',
      status: 404,
    });
    await list();
    await sandbox.kms({ region: 'us-west-1' }).send(new ListKeysCommand({}));
    expect(sandbox.calls.list({ operation: 'ListMemories' })).toMatchObject([
      { region: 'us-west-1', status: 404 },
      { region: 'us-east-1', status: 200 },
    ]);
  });

  it('that are not enabled refuse the credentials', async () => {
    sandbox.state.withoutAgentCore('eu-south-1', 'not-enabled');
    expect(await errorOf(list('eu-south-1'))).toEqual({
      name: 'UnrecognizedClientException',
      status: 403,
      message: 'The security token included in the request is invalid.',
    });
  });
});
