import { SCORECARDS } from '../__testUtils__/scorecards';
import { AgentCoreMemoryClient } from './AgentCoreMemoryClient';

function clientAnswering(body: unknown, status = 200) {
  const fetch = jest.fn(
    async (_url: string) =>
      ({
        ok: status < 300,
        status,
        statusText: 'status text',
        headers: new Headers({ 'content-type': 'application/json' }),
        json: async () => body,
        text: async () => JSON.stringify(body),
      } as Response),
  );
  const client = new AgentCoreMemoryClient({ fetchApi: { fetch } as never });
  return { client, urls: () => fetch.mock.calls.map(([url]) => url) };
}

describe('AgentCoreMemoryClient', () => {
  it('asks the backend plugin and encodes what it puts into a path', async () => {
    const { client, urls } = clientAnswering(SCORECARDS);
    await expect(client.getScorecards()).resolves.toEqual(SCORECARDS);
    await client.getOwnerScorecard('group:default/payments');
    await client.getOwnerScorecard('user:a b/c?d#e');
    expect(urls()).toEqual([
      'plugin://agentcore-memory/v1/scorecards',
      'plugin://agentcore-memory/v1/scorecards/group/default/payments',
      'plugin://agentcore-memory/v1/scorecards/user/a%20b/c%3Fd%23e',
    ]);
  });

  it('fails with what the backend said', async () => {
    const { client } = clientAnswering(
      {
        error: { name: 'NotAllowedError', message: 'You may not' },
        response: { statusCode: 403 },
      },
      403,
    );
    await expect(client.getScorecards()).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'You may not' },
    });
  });

  it('asks nothing for what is not an entity ref', async () => {
    const { client, urls } = clientAnswering({});
    await expect(client.getOwnerScorecard('payments')).rejects.toThrow();
    expect(urls()).toEqual([]);
  });
});
