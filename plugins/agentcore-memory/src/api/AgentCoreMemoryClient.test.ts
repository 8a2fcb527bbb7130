import { KEY_ACTIVITY } from '../__testUtils__/keyActivity';
import { scansOf, SCOPES } from '../__testUtils__/scans';
import { SCORECARDS } from '../__testUtils__/scorecards';
import { AgentCoreMemoryClient } from './AgentCoreMemoryClient';

function clientAnswering(body: unknown, status = 200) {
  const fetch = jest.fn(
    async (_url: string, _init?: RequestInit) =>
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
  return { client, fetch, urls: () => fetch.mock.calls.map(([url]) => url) };
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

  it('asks how scans went, and for scans', async () => {
    const scans = await scansOf(SCOPES)();
    const { client, fetch, urls } = clientAnswering(scans);
    await expect(client.getScans()).resolves.toEqual(scans);
    await client.getScans({ outcome: 'failed', q: 'a&b', offset: 50 });
    await client.getScopeScans('my.org/111122223333/eu-central-1');
    await expect(
      client.getScopeScans('a/b c/111122223333/eu-central-1'),
    ).rejects.toThrow('is not a scope');
    await client.requestScan('main/111122223333/eu-central-1');
    await client.requestScan();
    expect(urls()).toEqual([
      'plugin://agentcore-memory/v1/scans',
      'plugin://agentcore-memory/v1/scans?outcome=failed&q=a%26b&offset=50',
      'plugin://agentcore-memory/v1/scans/my.org/111122223333/eu-central-1',
      'plugin://agentcore-memory/v1/scans',
      'plugin://agentcore-memory/v1/scans',
    ]);
    const [, , , one, all] = fetch.mock.calls.map(([, init]) => init);
    expect(one).toEqual({
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"scope":"main/111122223333/eu-central-1"}',
    });
    expect(all).toMatchObject({ method: 'POST', body: '{"scope":"all"}' });
  });

  it('asks in bodies what has no room in a URL', async () => {
    const answer = { stale: [], staleBefore: '2026-11-22T14:05:00Z' };
    const { client, fetch } = clientAnswering(answer);
    const entityRefs = ['resource:default/a'];
    await expect(client.getFreshness(entityRefs)).resolves.toEqual(answer);
    await client.getScorecards({ owners: [] });
    const post = (body: object) =>
      expect.objectContaining({ method: 'POST', body: JSON.stringify(body) });
    expect(fetch.mock.calls).toEqual([
      ['plugin://agentcore-memory/v1/freshness', post({ entityRefs })],
      [
        'plugin://agentcore-memory/v1/scorecards/by-query',
        post({ owners: [] }),
      ],
    ]);
  });

  it('asks where memories may be created, with which keys, and how one would be', async () => {
    const { client, fetch } = clientAnswering({ accounts: [] });
    const place = { accountId: '111122223333', region: 'eu-central-1' };
    await expect(client.getTargets('group:default/a&b')).resolves.toEqual({
      accounts: [],
    });
    await client.getTargetKeys(place, 'group:default/payments');
    await client.previewMemory(
      { accountId: '1/2', region: 'a?b' },
      { name: 'notes' },
    );
    const root = 'plugin://agentcore-memory/v1/targets';
    expect(fetch.mock.calls).toEqual([
      [`${root}?owner=group%3Adefault%2Fa%26b`, undefined],
      [
        `${root}/111122223333/eu-central-1/keys?owner=group%3Adefault%2Fpayments`,
        undefined,
      ],
      [
        `${root}/1%2F2/a%3Fb/preview`,
        expect.objectContaining({ method: 'POST', body: '{"name":"notes"}' }),
      ],
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
    const refusal = {
      name: 'ResponseError',
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'You may not' },
    };
    await expect(client.getScorecards()).rejects.toMatchObject(refusal);
    await expect(client.requestScan()).rejects.toMatchObject(refusal);
  });

  it('asks nothing for what is not an entity ref or a scope', async () => {
    const { client, urls } = clientAnswering({});
    await expect(client.getOwnerScorecard('payments')).rejects.toThrow();
    await expect(client.getScopeScans('main')).rejects.toThrow('"main"');
    expect(urls()).toEqual([]);
  });

  it('asks who used a key', async () => {
    const { client, fetch, urls } = clientAnswering(KEY_ACTIVITY);
    const { signal } = new AbortController();
    await expect(
      client.getKeyActivity('resource:default/key-1', signal),
    ).resolves.toEqual(KEY_ACTIVITY);
    expect(urls()).toEqual([
      'plugin://agentcore-memory/v1/keys/default/key-1/activity',
    ]);
    expect(fetch).toHaveBeenCalledWith(expect.anything(), { signal });
  });

  describe('exports', () => {
    function clientExporting(text: string) {
      const fetch = jest.fn(
        async (_url: string) =>
          ({
            ok: true,
            headers: new Headers({
              'content-disposition': 'attachment; filename="m-2026-11-27.csv"',
            }),
            blob: async () => ({
              slice: (start: number) => ({
                text: async () => text.slice(start),
              }),
            }),
          } as unknown as Response),
      );
      const client = new AgentCoreMemoryClient({
        fetchApi: { fetch } as never,
      });
      return { client, fetch };
    }

    it.each([
      ['csv', 'a\r\n"# complete: 7 memories; of 9 accounts","",""\r\n'],
      [
        'json',
        '{"memories": [],\n"end": {"complete":true,"memories":0,"keys":0}}\n',
      ],
    ] as const)('a whole file of %s', async (format, text) => {
      const { client, fetch } = clientExporting(text);
      const { name } = await client.exportMemories(format, 'q=a%26b');
      expect(name).toBe('m-2026-11-27.csv');
      expect(fetch).toHaveBeenCalledWith(
        `plugin://agentcore-memory/v1/export?q=a%26b&format=${format}`,
        undefined,
      );
    });

    it.each([
      ['csv', ''],
      ['csv', '"a","# complete: 7 memories"\r\n"b'],
      ['json', '{"memories": [{"end": {"complete":true'],
      ['json', '{"end": {"complete":true,"memories":0,"keys":0}},'],
    ] as const)('no file of %s that broke off', async (format, text) => {
      const { client } = clientExporting(text);
      await expect(client.exportMemories(format, '')).rejects.toThrow(
        'The export broke off',
      );
    });
  });
});
