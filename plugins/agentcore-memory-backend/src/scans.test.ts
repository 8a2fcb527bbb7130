import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { EventsService } from '@backstage/plugin-events-node';
import { TOPIC_SCAN_REQUESTED } from 'backstage-plugin-agentcore-memory-common';
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
    const blocked = { outcome: 'blocked', memories: 0 } as const;
    for (const region of ['ap-east-1', 'af-south-1']) {
      await backend.publish(
        report({ region, ...blocked, reason: 'by policy' }),
      );
    }

    const { status, body } = await request(server).get(URL);
    expect(status).toBe(200);
    expectDocumented('ScansResponse', body);
    expect(body).toMatchObject({
      totalItems: 4,
      counts: { complete: 2, failed: 1, unsupported: 1, blocked: 2 },
      blockedAccounts: 1,
      blocked: [
        {
          providerId: 'main',
          accountId: '111122223333',
          regions: ['af-south-1', 'ap-east-1'],
          reason: 'by policy',
        },
      ],
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

    const third = await request(server).get(`${URL}?outcome=blocked`);
    expectDocumented('ScansResponse', third.body);
    expect(third.body).toMatchObject({
      scopes: [{ stale: false }, { stale: false }],
      totalItems: 2,
      blocked: [],
    });

    const scorecards = await request(server).get(
      '/api/agentcore-memory/v1/scorecards',
    );
    expectDocumented('ScorecardsResponse', scorecards.body);
    expect(scorecards.body.scans).toMatchObject({
      scopes: 6,
      failed: 2,
      firstFailed: [
        { scope: 'main/111122223333/us-west-2' },
        { scope: 'main/111122223333/us-east-1' },
      ],
    });
  });

  it('tells the last twenty scans of a scope, and counts looks because of events', async () => {
    const server = await start();
    for (let i = 0; i < 25; i += 1) {
      await backend.publish(report({ memories: i }));
    }
    for (let i = 0; i < 30; i += 1) {
      await backend.publish(
        report({ outcome: 'refreshed', memories: 1, changed: 1 }),
      );
    }
    const { status, body } = await request(server).get(`${URL}/${SCOPE}`);
    expect(status).toBe(200);
    expectDocumented('ScopeScansResponse', body);
    expect(body.reports).toHaveLength(20);
    expect(body.reports[0]).toMatchObject({
      outcome: 'complete',
      memories: 24,
    });
    const scopes = await request(server).get(URL);
    expectDocumented('ScansResponse', scopes.body);
    expect(scopes.body.scopes).toMatchObject([
      { outcome: 'complete', memories: 24, refreshes: 30 },
    ]);
  });

  it('tells what the catalog does not show, also of a complete scan', async () => {
    const server = await start();
    const lost = {
      notInCatalog: 1,
      reason: 'The catalog lost notes-a1B2c3D4e5',
    };
    await backend.publish(report(lost));
    const { body } = await request(server).get(URL);
    expectDocumented('ScansResponse', body);
    expect(body.scopes).toMatchObject([{ outcome: 'complete', ...lost }]);
    const { reports } = (await request(server).get(`${URL}/${SCOPE}`)).body;
    expect(reports).toMatchObject([{ outcome: 'complete', ...lost }]);
  });

  it('asks the providers for a scan, of one scope or of all', async () => {
    const server = await start();
    await backend.publish(report());
    const seen = await requests(backend.events);
    const body = { scope: SCOPE };
    expectDocumented('ScanRequest', body);
    const one = await request(server).post(URL).send(body);
    expect([one.status, one.body]).toEqual([202, {}]);
    expect(
      (await request(server).post(URL).send({ scope: 'all' })).status,
    ).toBe(202);
    // The same request at once is not passed on.
    expect((await request(server).post(URL).send(body)).status).toBe(202);
    expect(seen).toEqual([{ scope: SCOPE }, { scope: 'all' }]);
  });

  const BODY = { get: undefined, post: { scope: 'all' } };
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

  it.each([
    ['agentcore-memory.scan.create', [200, 200, 403, 403]],
    // Else 202 or 404 would tell which scopes there are.
    ['agentcore-memory.scan.read', [403, 403, 403, 403]],
    // Counts and names of scopes are different things.
    ['agentcore-memory.scorecard.read', [200, 200, 202, 404]],
  ])('asks for %s', async (denied, expected) => {
    const permissions = mockServices.permissions.mock({
      authorize: async asked =>
        asked.map(({ permission }) => ({
          result:
            permission.name === denied
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
    const unknown = { scope: 'main/999999999999/eu-central-1' };
    statuses.push((await request(server).post(URL).send(unknown)).status);
    expect(statuses).toEqual(expected);
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
});
