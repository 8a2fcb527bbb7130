import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import {
  ScansRequest,
  scansResponse,
  ScopeHealth,
} from 'backstage-plugin-agentcore-memory-common';
import { HttpScanHistory } from './ScanHistory';

describe('HttpScanHistory', () => {
  let server: Server;
  let respond: (request: ScansRequest) => { status: number; body: unknown };
  const asked: string[] = [];
  const authorizations: (string | undefined)[] = [];

  beforeEach(async () => {
    asked.length = 0;
    authorizations.length = 0;
    server = createServer((req, res) => {
      const { pathname, searchParams } = new URL(req.url!, 'http://localhost');
      asked.push(`${pathname}?${searchParams}`);
      authorizations.push(req.headers.authorization);
      const { status, body } = respond({
        offset: Number(searchParams.get('offset')),
        limit: Number(searchParams.get('limit')),
      });
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    });
    await new Promise<void>(resolve => {
      server.listen(0, '127.0.0.1', resolve);
    });
  });

  afterEach(() => new Promise(resolve => server.close(resolve)));

  function history() {
    const { port } = server.address() as AddressInfo;
    return new HttpScanHistory({
      auth: mockServices.auth(),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      }),
    });
  }

  it('reads all pages, as the catalog itself', async () => {
    const scopes = Array.from({ length: 2_001 }, (_, i) => ({
      scope: `main/${100_000_000_000 + i}/eu-central-1`,
      outcome: 'complete',
    })) as ScopeHealth[];
    respond = request => ({
      status: 200,
      body: scansResponse(scopes, request),
    });
    expect(await history().read()).toEqual(scopes);
    expect(asked).toEqual([
      '/api/agentcore-memory/v1/scans?offset=0&limit=1000',
      '/api/agentcore-memory/v1/scans?offset=1000&limit=1000',
      '/api/agentcore-memory/v1/scans?offset=2000&limit=1000',
    ]);
    expect(authorizations[0]).toBe(
      mockCredentials.service.header({
        onBehalfOf: await mockServices.auth().getOwnServiceCredentials(),
        targetPluginId: 'agentcore-memory',
      }),
    );
  });

  it('rejects where the backend plugin does not answer as it should', async () => {
    respond = () => ({ status: 404, body: {} });
    await expect(history().read()).rejects.toThrow('404');
  });
});
