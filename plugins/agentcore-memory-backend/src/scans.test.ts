import { createServiceFactory } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { EventsService } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REQUESTED,
} from 'backstage-plugin-agentcore-memory-common';
import request from 'supertest';
import { expectDocumented } from './__testUtils__/openapi';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const SCOPE = 'main/111122223333/eu-central-1';
const URL = '/api/agentcore-memory/v1/scans';

describe('the scans in the API', () => {
  let backend: Awaited<ReturnType<typeof startBackend>>;

  afterEach(() => backend?.stop());

  async function start(options: Parameters<typeof startBackend>[0] = {}) {
    backend = await startBackend(options);
    return backend.server;
  }

  async function requests(events: EventsService) {
    const seen: unknown[] = [];
    await events.subscribe({
      id: 'provider',
      topics: [TOPIC_SCAN_REQUESTED],
      async onEvent({ eventPayload }) {
        seen.push(eventPayload);
      },
    });
    return seen;
  }

  it('tells how reading each scope went', async () => {
    const server = await start({
      config: { agentCoreMemory: { staleAfter: { hours: 2 } } },
    });
    const longAgo = new Date(Date.now() - 3 * 3600_000).toISOString();
    const old = { startedAt: longAgo, finishedAt: longAgo };
    await backend.publish(report({ throttles: 2 }));
    await backend.publish(report({ region: 'us-east-1', ...old }));
    const unsupported = { outcome: 'unsupported', memories: 0 } as const;
    await backend.publish(report({ region: 'me-south-1', ...unsupported }));
    await backend.publish(
      report({ region: 'us-west-2', outcome: 'failed', reason: 'denied' }),
    );

    const { status, body } = await request(server).get(URL);
    expect(status).toBe(200);
    expectDocumented('ScansResponse', body);
    expect(body).toMatchObject({
      totalItems: 4,
      counts: { complete: 2, failed: 1, unsupported: 1 },
    });
    expect(body.scopes).toMatchObject([
      {
        scope: 'main/111122223333/us-west-2',
        outcome: 'failed',
        reason: 'denied',
        stale: true,
      },
      { scope: 'main/111122223333/us-east-1', stale: true },
      {
        scope: SCOPE,
        outcome: 'complete',
        stale: false,
        calls: { 'bedrock-agentcore:ListMemories': 1 },
        throttles: 2,
      },
      {
        scope: 'main/111122223333/me-south-1',
        outcome: 'unsupported',
        stale: false,
      },
    ]);
    const second = await request(server).get(
      `${URL}?outcome=complete&q=EU-&offset=0&limit=1`,
    );
    expectDocumented('ScansResponse', second.body);
    expect(second.body).toMatchObject({
      scopes: [{ scope: SCOPE }],
      totalItems: 1,
    });

    const scorecards = await request(server).get(
      '/api/agentcore-memory/v1/scorecards',
    );
    expectDocumented('ScorecardsResponse', scorecards.body);
    expect(scorecards.body.scans).toMatchObject({
      scopes: 4,
      failed: 2,
      firstFailed: [
        { scope: 'main/111122223333/us-west-2' },
        { scope: 'main/111122223333/us-east-1' },
      ],
    });
  });

  it.each([
    ['outcome=fine', 'outcome'],
    ['limit=0', 'limit: must be from 1 to 1000'],
    ['limit=1001', 'limit: must be from 1 to 1000'],
    ['offset=-1', 'offset: must be a whole number'],
    ['page=2', 'page'],
  ])('refuses the query %s and names what is wrong', async (query, text) => {
    const server = await start();
    const { status, body } = await request(server).get(`${URL}?${query}`);
    expect(status).toBe(400);
    expect(body.error.message).toContain(text);
  });

  it('tells the last twenty reports of a scope, and what changed no health', async () => {
    const server = await start();
    for (let i = 0; i < 25; i += 1) await backend.publish(report());
    await backend.publish(report({ outcome: 'refreshed', memories: 1 }));
    const { status, body } = await request(server).get(`${URL}/${SCOPE}`);
    expect(status).toBe(200);
    expectDocumented('ScopeScansResponse', body);
    expect(body.reports).toHaveLength(20);
    expect(body.reports[0]).toMatchObject({
      outcome: 'refreshed',
      memories: 1,
    });
    const { scopes } = (await request(server).get(URL)).body;
    expect(scopes).toMatchObject([{ outcome: 'complete', memories: 7 }]);
  });

  it('asks the providers for a scan, of one scope or of all', async () => {
    const server = await start();
    await backend.publish(report());
    const seen = await requests(backend.events);
    const body = { scope: SCOPE };
    expectDocumented('ScanRequest', body);
    const one = await request(server).post(URL).send(body);
    expect([one.status, one.body]).toEqual([202, {}]);
    expect((await request(server).post(URL).send({})).status).toBe(202);
    // Once more, at once: there is nothing to add.
    expect((await request(server).post(URL).send(body)).status).toBe(202);
    expect(seen).toEqual([{ scope: SCOPE }, {}]);
  });

  it.each<[string, string | object, string | undefined, number, string]>([
    ['a scope that is none', { scope: 'main' }, undefined, 400, 'scope'],
    ['a scope that is no text', { scope: 7 }, undefined, 400, 'scope'],
    ['an unknown field', { scopes: [SCOPE] }, undefined, 400, 'scopes'],
    ['what is no object', '[]', 'application/json', 400, 'body'],
    ['what is no JSON', '{"scope":', 'application/json', 400, 'JSON'],
    ['nothing', '', undefined, 400, 'JSON'],
    ['a form', `scope=${SCOPE}`, 'text/plain', 400, 'JSON'],
    [
      'a scope that never reported',
      { scope: 'main/999999999999/eu-central-1' },
      undefined,
      404,
      'main/999999999999/eu-central-1',
    ],
  ])('refuses %s and asks nobody', async (_, body, type, code, text) => {
    const server = await start();
    await backend.publish(report());
    const seen = await requests(backend.events);
    const answer = await request(server)
      .post(URL)
      .set(type ? { 'content-type': type } : {})
      .send(body);
    expect(answer.status).toBe(code);
    expectDocumented('Error', answer.body);
    expect(answer.body.error.message).toContain(text);
    expect(seen).toEqual([]);
  });

  it.each([
    ['main/12/eu-central-1', 400, 'account'],
    ['main/111122223333/Frankfurt', 400, 'region'],
    ['main/999999999999/eu-central-1', 404, 'main/999999999999/eu-central-1'],
  ])('answers the history of %s with %i', async (scope, code, text) => {
    const server = await start();
    const { status, body } = await request(server).get(`${URL}/${scope}`);
    expect(status).toBe(code);
    expectDocumented('Error', body);
    expect(body.error.message).toContain(text);
  });

  const BODY = { get: undefined, post: {} };
  const ASKED: ['get' | 'post', string][] = [
    ['get', URL],
    ['get', `${URL}/${SCOPE}`],
    ['post', URL],
  ];

  it('answers 401 without credentials and 403 without permission', async () => {
    const server = await start({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    await backend.publish(report());
    const seen = await requests(backend.events);
    for (const [method, url] of ASKED) {
      const none = await request(server)
        [method](url)
        .set('authorization', mockCredentials.none.header());
      expect(none.status).toBe(401);
      const denied = await request(server)[method](url).send(BODY[method]);
      expect(denied.status).toBe(403);
      expectDocumented('Error', denied.body);
    }
    expect(seen).toEqual([]);
  });

  it('asks for another permission to scan than to read', async () => {
    const permissions = mockServices.permissions.mock({
      authorize: async asked =>
        asked.map(({ permission }) => ({
          result:
            permission.name === 'agentcore-memory.scan.create'
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
    });
    const server = await start({ features: [permissions.factory] });
    await backend.publish(report());
    const statuses = [];
    for (const [method, url] of ASKED) {
      const asked = request(server)[method](url).send(BODY[method]);
      statuses.push((await asked).status);
    }
    expect(statuses).toEqual([200, 200, 403]);
  });

  it('answers other plugins as well', async () => {
    const server = await start();
    await backend.publish(report());
    const { status, body } = await request(server)
      .get(URL)
      .set('authorization', mockCredentials.service.header());
    expect(status).toBe(200);
    expect(body.scopes).toHaveLength(1);
  });

  describe('with signals', () => {
    it.each([
      ['a complete scan', () => backend.publish(report())],
      [
        'a scan that failed',
        () => backend.publish(report({ outcome: 'failed' })),
      ],
      [
        'the end of a run',
        () =>
          backend.events.publish({
            topic: TOPIC_RUN_FINISHED,
            eventPayload: {
              providerId: 'main',
              startedAt: '2026-01-01T00:00:00.000Z',
              complete: true,
            },
          }),
      ],
    ])('tells browsers of %s', async (_, happen) => {
      let tell!: (signal: unknown) => void;
      const told = new Promise(resolve => {
        tell = resolve;
      });
      await start({
        features: [
          createServiceFactory({
            service: signalsServiceRef,
            deps: {},
            factory: () => ({ publish: async signal => tell(signal) }),
          }),
        ],
      });
      await happen();
      await expect(told).resolves.toEqual({
        recipients: { type: 'broadcast' },
        channel: 'agentcore-memory',
        message: { action: 'changed' },
      });
    });
  });
});
