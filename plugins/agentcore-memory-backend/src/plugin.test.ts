import { readFileSync } from 'node:fs';
import {
  BackstageCredentials,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { EventsService } from '@backstage/plugin-events-node';
import { signalsServiceRef } from '@backstage/plugin-signals-node';
import {
  ScanReport,
  ScorecardItem,
  TOPIC_RUN_FINISHED,
  TOPIC_SCAN_REPORT,
} from 'backstage-plugin-agentcore-memory-common';
import request from 'supertest';
import {
  group,
  lookalike,
  memory,
  refOf,
} from './__testUtils__/memoryEntities';
import { expectDocumented, openapi } from './__testUtils__/openapi';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const ENTITIES: Entity[] = [
  group('a', 'Team A'),
  group('b', 'Team B'),
  group('empty'),
  memory('good', ['pass', 'pass', 'pass']),
  memory('bare', ['fail', 'not-applicable', 'not-applicable']),
  memory('fine', ['pass', 'pass', 'pass'], { owner: 'group:default/b' }),
  memory('closed', ['unknown', 'unknown', 'unknown'], {
    owner: 'group:default/b',
  }),
  memory('dangling', ['pass', 'pass', 'warn'], { owner: 'group:default/gone' }),
  memory('mistyped', ['pass', 'pass', 'pass'], {
    owner: 'group:default/unowned',
    source: 'invalid-tag:owner',
    annotations: { 'agentcore-memory/owner-claim': 'group:default/' },
  }),
  memory('unclaimed', ['pass', 'pass', 'pass'], {
    owner: 'group:default/unowned',
    source: 'none',
  }),
];

describe('agentCoreMemoryPlugin', () => {
  let events: EventsService;
  let stop: () => Promise<void> = async () => {};

  afterEach(() => stop());

  const publish = (eventPayload: ScanReport) =>
    events.publish({ topic: TOPIC_SCAN_REPORT, eventPayload });

  async function start({
    scanned = true,
    ...options
  }: Parameters<typeof startBackend>[0] & { scanned?: boolean } = {}) {
    const backend = await startBackend({ entities: ENTITIES, ...options });
    ({ events, stop } = backend);
    if (scanned) await publish(report());
    return backend.server;
  }

  it('counts every memory once, worst owner first, those without an owner last', async () => {
    const server = await start();
    const { status, body } = await request(server).get(
      '/api/agentcore-memory/v1/scorecards',
    );
    expect(status).toBe(200);
    expectDocumented('ScorecardsResponse', body);
    expect(
      body.items.map((item: ScorecardItem) => [
        item.title,
        item.bucket,
        item.total,
        item.score,
        item.coverage,
      ]),
    ).toEqual([
      ['Team A', 'owner', 2, 50, 100],
      ['Team B', 'owner', 2, 50, 50],
      ['Owner not found', 'owner-not-found', 2, 50, 100],
      ['Unowned', 'unowned', 1, 100, 100],
    ]);
    expect(body.items[2].claims).toEqual([
      'group:default/',
      'group:default/gone',
    ]);
    expect(body.totals).toMatchObject({
      total: 7,
      score: 57,
      counts: { compliant: 4, 'at-risk': 1, 'non-compliant': 1, unknown: 1 },
    });
    expect(body.scans).toEqual({
      scopes: 1,
      failed: 0,
      firstFailed: [],
      notInCatalog: 0,
    });
  });

  it('counts no entity that the provider did not write', async () => {
    const server = await start({
      entities: [
        ...ENTITIES,
        ...ENTITIES.filter(({ kind }) => kind === 'Resource').flatMap(
          (entity, index) => [
            lookalike(`copy-${index}`, entity),
            lookalike(entity.metadata.name, {
              ...entity,
              metadata: { ...entity.metadata, namespace: 'other' },
            }),
          ],
        ),
        lookalike(
          refOf('squatted').replace('resource:default/', ''),
          memory('squatted', ['pass', 'pass', 'pass']),
        ),
      ],
    });
    const withThem = await request(server).get(
      '/api/agentcore-memory/v1/scorecards',
    );
    await stop();
    const without = await request(await start()).get(
      '/api/agentcore-memory/v1/scorecards',
    );
    expect(withThem.body.totals.total).toBe(7);
    const { refreshedAt, ...scorecards } = withThem.body;
    expect(without.body).toMatchObject(scorecards);
  });

  it('counts what the catalog does not show as not covered', async () => {
    const server = await start();
    const get = async (query = '') =>
      (await request(server).get(`/api/agentcore-memory/v1/scorecards${query}`))
        .body;
    const before = await get();
    expect(before.totals).toMatchObject({ total: 7, score: 57, coverage: 85 });

    await publish(report({ notInCatalog: 2, reason: 'Lost: a, b' }));
    await publish(report({ region: 'us-east-1', notInCatalog: 1 }));
    const after = await get();
    expect(after.totals).toEqual({ ...before.totals, coverage: 60 });
    expect(after.items).toEqual(before.items);
    expect(after.scans).toMatchObject({ failed: 0, notInCatalog: 3 });
    const coverage = async (query: string) =>
      (await get(query)).totals.coverage;
    expect(await coverage('?region=eu-central-1')).toBe(66);
    expect(await coverage('?account=111122223333')).toBe(60);
    expect(await coverage('?account=999999999999')).toBe(null);
    expect(await coverage('?region=us-east-1')).toBe(0);
    // Whose they are is not known.
    expect(await coverage('?owner=a')).toBe(100);
  });

  it('tells what the rules ask for', async () => {
    const server = await start({
      config: { agentCoreMemory: { rules: { 'key-rotation': 'fail' } } },
    });
    const { status, body } = await request(server).get(
      '/api/agentcore-memory/v1/rules',
    );
    expect(status).toBe(200);
    expectDocumented('RulesResponse', body);
    expect(body.settings).toMatchObject({
      severity: { 'key-rotation': 'fail' },
      maxRotationDays: 365,
    });
  });

  it('narrows by owner, account and region', async () => {
    const server = await start();
    const get = (query: string) =>
      request(server).get(`/api/agentcore-memory/v1/scorecards?${query}`);
    expect((await get('owner=group:default/b')).body.totals.total).toBe(2);
    expect((await get('owner=a&owner=b')).body.totals.total).toBe(4);
    expect((await get('owner=group:default/missing')).body.items).toEqual([]);
    expect((await get('account=999999999999')).body.totals).toMatchObject({
      total: 0,
      score: null,
      coverage: null,
    });
    expect((await get('region=eu-central-1')).body.totals.total).toBe(7);
  });

  it('shows one owner with rules and worst memories', async () => {
    const server = await start();
    const { status, body } = await request(server).get(
      '/api/agentcore-memory/v1/scorecards/group/default/a',
    );
    expect(status).toBe(200);
    expectDocumented('OwnerScorecardResponse', body);
    expect(body.item).toMatchObject({ title: 'Team A', total: 2, score: 50 });
    expect(body.rules[0]).toEqual({
      rule: 'customer-managed-key',
      outcomes: { fail: 1, unknown: 0, warn: 0, pass: 1, 'not-applicable': 0 },
    });
    expect(body.worstMemories).toEqual([
      {
        entityRef: refOf('bare'),
        title: 'bare',
        accountId: '111122223333',
        region: 'eu-central-1',
        verdict: 'non-compliant',
        stale: false,
        ownerRef: 'group:default/a',
        rule: 'customer-managed-key',
        reason: 'Because.',
      },
    ]);
  });

  it('has nothing to assess for a team without memories', async () => {
    const server = await start();
    const { body } = await request(server).get(
      '/api/agentcore-memory/v1/scorecards/group/default/empty',
    );
    expectDocumented('OwnerScorecardResponse', body);
    expect(body.item).toMatchObject({ total: 0, score: null, coverage: null });
  });

  it('shows single memories only to those who may read them in the catalog', async () => {
    const auth = mockServices.auth();
    const mayRead = catalogServiceMock({ entities: ENTITIES });
    const catalog = catalogServiceMock.mock({
      ...mayRead,
      streamEntities: (req, opts) => mayRead.streamEntities(req, opts),
      getEntityByRef: (ref, opts) => mayRead.getEntityByRef(ref, opts),
      getEntitiesByRefs: async (req, opts) => {
        const isUser = auth.isPrincipal(
          (opts as { credentials: BackstageCredentials }).credentials,
          'user',
        );
        const answer = await mayRead.getEntitiesByRefs(req, opts);
        return isUser ? { items: answer.items.map(() => undefined) } : answer;
      },
    });
    const server = await start({ catalog: catalog.factory });
    const { body } = await request(server).get(
      '/api/agentcore-memory/v1/scorecards/group/default/a',
    );
    expect(body.item.total).toBe(2);
    expect(body.worstMemories).toEqual([]);
  });

  it('shows a scope that could not be read, and keeps what it knew of it', async () => {
    const server = await start();
    await publish(
      report({
        outcome: 'failed',
        reason: 'ListMemories: denied',
        memories: 0,
      }),
    );
    const get = async () =>
      (await request(server).get('/api/agentcore-memory/v1/scorecards')).body;
    expect((await get()).scans).toMatchObject({
      scopes: 1,
      failed: 1,
      firstFailed: [
        {
          scope: 'main/111122223333/eu-central-1',
          outcome: 'failed',
          reason: 'ListMemories: denied',
          memories: 7,
          lastCompleteAt: expect.any(String),
        },
      ],
    });
    // A moment of trouble does not make facts stale.
    expect((await get()).totals).toMatchObject({ stale: 0, score: 57 });

    await publish(report());
    expect((await get()).scans).toMatchObject({ scopes: 1, failed: 0 });
  });

  it('forgets scopes that are no longer configured', async () => {
    const server = await start();
    await publish(
      report({ region: 'us-east-1', finishedAt: '2026-01-01T00:00:00.000Z' }),
    );
    const finished = (complete: boolean) =>
      events.publish({
        topic: TOPIC_RUN_FINISHED,
        eventPayload: {
          providerId: 'main',
          startedAt: '2026-01-02T00:00:00.000Z',
          complete,
        },
      });
    const known = async () =>
      (await request(server).get('/api/agentcore-memory/v1/scorecards')).body
        .scans.scopes;
    // A run that was cut off says nothing about scopes that did not report.
    await finished(false);
    expect(await known()).toBe(2);
    await finished(true);
    expect(await known()).toBe(1);
  });

  it('counts memories as unknown while their scope was not listed for too long, or never', async () => {
    const server = await start({
      scanned: false,
      config: { agentCoreMemory: { staleAfter: { hours: 2 } } },
    });
    const totals = async () =>
      (await request(server).get('/api/agentcore-memory/v1/scorecards')).body
        .totals;
    const allStale = {
      stale: 7,
      score: 0,
      coverage: 0,
      counts: { unknown: 7 },
    };
    expect(await totals()).toMatchObject(allStale);
    const threeHoursAgo = new Date(Date.now() - 3 * 3600_000).toISOString();
    await publish(report({ finishedAt: threeHoursAgo }));
    expect(await totals()).toMatchObject(allStale);
    await publish(report());
    expect(await totals()).toMatchObject({ stale: 0, score: 57 });
    // Its memories are as old as the last complete listing, as those of any scope.
    await publish(report({ outcome: 'unsupported', memories: 0 }));
    expect(await totals()).toMatchObject({ stale: 0, score: 57 });
  });

  it('ignores events that are no reports', async () => {
    const server = await start();
    await publish({ outcome: 'complete' } as ScanReport);
    const { body } = await request(server).get(
      '/api/agentcore-memory/v1/scorecards',
    );
    expect(body.scans.scopes).toBe(1);
  });

  it('answers 401 without credentials and 403 without permission', async () => {
    const server = await start({
      features: [
        mockServices.permissions.factory({ result: AuthorizeResult.DENY }),
      ],
    });
    for (const path of ['', '/group/default/a']) {
      const url = `/api/agentcore-memory/v1/scorecards${path}`;
      const none = await request(server)
        .get(url)
        .set('authorization', mockCredentials.none.header());
      expect(none.status).toBe(401);
      const denied = await request(server).get(url);
      expect(denied.status).toBe(403);
      expectDocumented('Error', denied.body);
    }
  });

  it('answers 503 while the catalog has never been read', async () => {
    const catalog = catalogServiceMock.mock({
      // eslint-disable-next-line require-yield -- it fails before there is anything to yield
      async *streamEntities() {
        throw new Error('down');
      },
    });
    const server = await start({ catalog: catalog.factory });
    const { status, body } = await request(server).get(
      '/api/agentcore-memory/v1/scorecards',
    );
    expect(status).toBe(503);
    expectDocumented('Error', body);
  });

  it('tells browsers what is new', async () => {
    let told!: (signal: unknown) => void;
    const signal = new Promise(resolve => {
      told = resolve;
    });
    await start({
      features: [
        createServiceFactory({
          service: signalsServiceRef,
          deps: {},
          factory: () => ({ publish: async message => told(message) }),
        }),
      ],
    });
    await expect(signal).resolves.toEqual({
      recipients: { type: 'broadcast' },
      channel: 'agentcore-memory',
      message: { action: 'changed' },
    });
  });

  it('refuses to start with a malformed duration and names the key', async () => {
    await expect(
      start({ config: { agentCoreMemory: { staleAfter: 'long' } } }),
    ).rejects.toThrow('agentCoreMemory.staleAfter');
  });

  it('documents every route that it serves', () => {
    const routers = ['router.ts', 'awsEvents/createAwsEventsRouter.ts']
      .map(name => readFileSync(`${__dirname}/${name}`, 'utf8'))
      .join();
    const served = [
      ...routers.matchAll(/router\.(get|post)\(\s*'([^']+)'/g),
    ].map(([, method, path]) => `${method} ${path.replace(/:(\w+)/g, '{$1}')}`);
    const documented = Object.entries<object>(openapi.paths).flatMap(
      ([path, methods]) =>
        Object.keys(methods).map(method => `${method} ${path}`),
    );
    expect(documented.sort()).toEqual(served.sort());
  });
});
