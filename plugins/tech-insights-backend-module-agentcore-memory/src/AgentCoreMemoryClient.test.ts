import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { AddressInfo } from 'node:net';
import { mockServices } from '@backstage/backend-test-utils';
import { MAX_WAIVERS_LIMIT } from 'backstage-plugin-agentcore-memory-common';
import { AgentCoreMemoryClient } from './AgentCoreMemoryClient';

describe('AgentCoreMemoryClient', () => {
  let server: Server;

  afterEach(async () => {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  });

  /** A client of a backend that answers like this. */
  async function clientOf(
    handle: (req: IncomingMessage, res: ServerResponse) => void,
    timeoutMs?: number,
  ) {
    server = createServer(handle);
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return new AgentCoreMemoryClient({
      auth: mockServices.auth({ pluginId: 'tech-insights' }),
      discovery: mockServices.discovery.mock({
        getBaseUrl: async id => `http://127.0.0.1:${port}/api/${id}`,
      }),
      timeoutMs,
    });
  }

  const answering = (body: unknown, status = 200) =>
    clientOf((_, res) => {
      res.writeHead(status, { 'content-type': 'application/json' });
      res.end(JSON.stringify(body));
    });

  it('reads all pages of the waivers that hold', async () => {
    const asked: unknown[] = [];
    const totalItems = 2 * MAX_WAIVERS_LIMIT + 1;
    const client = await clientOf((req, res) => {
      const { pathname, searchParams } = new URL(req.url!, 'http://localhost');
      const offset = Number(searchParams.get('offset'));
      asked.push({
        pathname,
        state: searchParams.get('state'),
        isPlugin: /^Bearer ./.test(req.headers.authorization ?? ''),
        offset,
      });
      const items = Array.from(
        { length: Math.min(MAX_WAIVERS_LIMIT, totalItems - offset) },
        (_, index) => ({ id: `${offset + index}` }),
      );
      res.setHeader('content-type', 'application/json');
      res.end(JSON.stringify({ items, totalItems }));
    });
    const waivers = await client.getActiveWaivers();
    expect(new Set(waivers.map(({ id }) => id)).size).toBe(totalItems);
    const each = {
      pathname: '/api/agentcore-memory/v1/waivers',
      state: 'approved',
      isPlugin: true,
    };
    expect(asked).toEqual([
      { ...each, offset: 0 },
      { ...each, offset: MAX_WAIVERS_LIMIT },
      { ...each, offset: 2 * MAX_WAIVERS_LIMIT },
    ]);
  });

  it.each([
    ['no list', { staleBefore: '2026-11-27T12:00:00Z' }],
    ['no date', { stale: [] }],
    ['a text for a date', { stale: [], staleBefore: 'lately' }],
  ])('takes an answer with %s for none', async (_, body) => {
    const client = await answering(body);
    await expect(client.getFreshness([])).rejects.toThrow('not understood');
  });

  it('tells why it was refused', async () => {
    const client = await answering(
      {
        error: { name: 'NotAllowedError', message: 'Not you' },
        response: { statusCode: 403 },
      },
      403,
    );
    await expect(client.getScorecards()).rejects.toMatchObject({
      cause: expect.objectContaining({ message: 'Not you' }),
    });
  });

  it('does not wait for ever', async () => {
    const client = await clientOf(() => {}, 20);
    await expect(client.getScorecards()).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  });
});
