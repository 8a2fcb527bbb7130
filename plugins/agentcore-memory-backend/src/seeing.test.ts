import { BackstageCredentials } from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  ScorecardItem,
  Transition,
} from 'backstage-plugin-agentcore-memory-common';
import { HistoryBackfill } from 'backstage-plugin-agentcore-memory-node';
import request from 'supertest';
import { group, memory } from './__testUtils__/memoryEntities';
import { expectDocumented } from './__testUtils__/openapi';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const BASE = '/api/agentcore-memory/v1';
const ENTITIES: Entity[] = [
  group('mine', 'My team'),
  group('secret-a', 'Project Apollo'),
  group('secret-b', 'Project Blue'),
  memory('good', ['pass', 'pass', 'pass'], { owner: 'group:default/mine' }),
  memory('a1', ['fail', 'pass', 'pass'], { owner: 'group:default/secret-a' }),
  memory('a2', ['pass', 'pass', 'pass'], { owner: 'group:default/secret-a' }),
  memory('b1', ['pass', 'pass', 'pass'], { owner: 'Group:Default/Secret-B' }),
  memory('gone', ['pass', 'pass', 'pass'], { owner: 'group:default/moonshot' }),
  memory('mistyped', ['pass', 'pass', 'pass'], {
    owner: 'group:default/unowned',
    source: 'invalid-tag:owner',
    annotations: { 'agentcore-memory/owner-claim': 'Team Moonshot!' },
  }),
];
/** What the caller may read: their team and its memory. */
const MINE = ENTITIES.filter(({ metadata, spec }) =>
  [metadata.name, spec?.owner].some(text => /(^|\/)mine$/.test(String(text))),
);
/** Names that must not appear in an answer to a caller who may not read their owners. */
const SECRETS = /apollo|blue|secret|moonshot/i;

/** Two memories came out differently yesterday, and one was there that is gone. */
const yesterday: HistoryBackfill = (present, now) => [
  {
    at: new Date(now.getTime() - 24 * 3600_000),
    memories: [
      ...present.map(known => ({
        ...known,
        outcomes: {
          ...known.outcomes,
          ...(known.title === 'good' && { 'key-usable': 'warn' as const }),
          ...(known.title === 'a2' && { 'key-usable': 'fail' as const }),
        },
      })),
      {
        ...present[0],
        entityRef: 'resource:default/deleted',
        title: 'deleted',
        owner: 'group:default/mine',
      },
    ],
  },
];

describe('what a caller sees', () => {
  let stop: () => Promise<void> = async () => {};
  let record: () => Promise<void>;
  let asked: string[][] = [];

  afterEach(() => stop());

  async function start(
    options: {
      /** What the policy says of `catalog.entity.read`. */
      catalog?: AuthorizeResult;
      denied?: string;
      config?: object;
    } = {},
  ) {
    const { catalog: result = AuthorizeResult.ALLOW, denied, config } = options;
    const auth = mockServices.auth();
    const all = catalogServiceMock({ entities: ENTITIES });
    const mine = catalogServiceMock({ entities: MINE });
    asked = [];
    const isUser = (opts: unknown) =>
      auth.isPrincipal(
        (opts as { credentials: BackstageCredentials }).credentials,
        'user',
      );
    const shown = (opts: unknown) =>
      isUser(opts) && result !== AuthorizeResult.ALLOW ? mine : all;
    const catalog = catalogServiceMock.mock({
      streamEntities: (req, opts) => all.streamEntities(req, opts),
      getEntityByRef: (ref, opts) => shown(opts).getEntityByRef(ref, opts),
      getEntitiesByRefs: async (req, opts) => {
        if (isUser(opts)) {
          asked.push(req.entityRefs);
        }
        return shown(opts).getEntitiesByRefs(req, opts);
      },
    });
    const permissions = mockServices.permissions.mock({
      authorize: async questions =>
        questions.map(({ permission }) => ({
          result:
            permission.name === denied
              ? AuthorizeResult.DENY
              : AuthorizeResult.ALLOW,
        })),
      authorizeConditional: async questions =>
        questions.map(({ permission }) => {
          expect(permission.name).toBe('catalog.entity.read');
          return result === AuthorizeResult.CONDITIONAL
            ? {
                result,
                pluginId: 'catalog',
                resourceType: 'catalog-entity',
                conditions: {
                  rule: 'IS_ENTITY_OWNER',
                  resourceType: 'catalog-entity',
                  params: {},
                },
              }
            : { result };
        }),
    });
    const backend = await startBackend({
      catalog: catalog.factory,
      features: [permissions.factory],
      config,
      backfill: yesterday,
    });
    ({ stop, record } = backend);
    await backend.publish(report({ memories: 6 }));
    await backend.publish(
      report({ outcome: 'failed', reason: 'sts:AssumeRole: AccessDenied' }),
    );
    return async (path: string, header = mockCredentials.user.header()) => {
      const { status, body } = await request(backend.server)
        .get(`${BASE}${path}`)
        .set('authorization', header);
      return { status, body, text: JSON.stringify(body) };
    };
  }

  const rows = (items: ScorecardItem[]) =>
    items.map(({ bucket, title, total, counts }) => [
      bucket,
      title,
      total,
      counts['non-compliant'],
    ]);

  it('of other teams is one row, and the totals stay right', async () => {
    const get = await start({ catalog: AuthorizeResult.CONDITIONAL });
    const { body, text } = await get('/scorecards');
    expectDocumented('ScorecardsResponse', body);
    expect(rows(body.items)).toEqual([
      ['owner', 'My team', 1, 0],
      ['others', 'Others (2 teams)', 3, 1],
      ['owner-not-found', 'Owner not found', 2, 0],
    ]);
    expect(body.totals.total).toBe(6);
    expect(body.items[2].claims).toEqual([]);
    expect(text).not.toMatch(SECRETS);
  });

  it('of history is what happened to memories that they may read, and of whom they may read', async () => {
    const get = await start({ catalog: AuthorizeResult.CONDITIONAL });
    await record();
    const { status, body, text } = await get('/history');
    expect(status).toBe(200);
    expectDocumented('HistoryResponse', body);
    expect(text).not.toMatch(SECRETS);
    expect(body.days).toHaveLength(2);
    expect(body.days[1].total).toBe(6);
    expect(body.transitions).toMatchObject([
      { kind: 'resolved', title: 'good', ownerRef: 'group:default/mine' },
    ]);
    // Counts are those of scorecards: of everybody.
    expect(body.transitionCounts).toEqual({
      regressed: 0,
      new: 0,
      'no-longer-assessed': 0,
      resolved: 2,
      gone: 1,
    });
    for (const owner of ['secret-a', 'moonshot', 'missing']) {
      const other = await get(`/history?owner=${owner}&rollup=true`);
      expect(other.body).toMatchObject({
        days: [],
        transitions: [],
        transitionCounts: { regressed: 0, resolved: 0, gone: 0 },
        timeToRemediate: { medianDays: null, failures: 0, ofUnknownAge: 0 },
      });
    }
    const mine = await get('/history?owner=mine');
    expect(mine.body.days[1].total).toBe(1);
    expect(mine.body.transitions).toHaveLength(1);
  });

  it('of history is everything for who may read everything, what is gone included', async () => {
    const get = await start();
    await record();
    const { body } = await get('/history');
    expectDocumented('HistoryResponse', body);
    expect(
      body.transitions.map(({ kind, title }: Transition) => [kind, title]),
    ).toEqual([
      ['gone', 'deleted'],
      ['resolved', 'a2'],
      ['resolved', 'good'],
    ]);
    // How long it failed is not known: it did before recording began.
    expect(body.timeToRemediate).toEqual({
      medianDays: null,
      failures: 1,
      ofUnknownAge: 1,
    });
  });

  it('is no history without the permission to read scorecards', async () => {
    const get = await start({ denied: 'agentcore-memory.scorecard.read' });
    for (const path of ['/history', '/scorecards', '/rules']) {
      expect((await get(path)).status).toBe(403);
    }
  });

  it('is everything for who may read everything', async () => {
    const get = await start();
    const { body } = await get('/scorecards');
    expect(body.items.map(({ title }: ScorecardItem) => title)).toEqual([
      'Project Apollo',
      'My team',
      'Project Blue',
      'Owner not found',
    ]);
    expect(body.items[3].claims).toEqual([
      'Team Moonshot!',
      'group:default/moonshot',
    ]);
    // One question to the permission framework is enough.
    expect(asked).toEqual([]);
  });

  it('is no name where the catalog may not be read at all', async () => {
    const get = await start({ catalog: AuthorizeResult.DENY });
    const { body, text } = await get('/scorecards');
    expect(rows(body.items)[0]).toEqual(['others', 'Others (3 teams)', 4, 1]);
    expect(text).not.toMatch(SECRETS);
    expect(text).not.toContain('My team');
  });

  it.each(['group:default/secret-a', 'group:default/moonshot'])(
    'of %s is the same whether it exists or not',
    async owner => {
      const get = await start({ catalog: AuthorizeResult.CONDITIONAL });
      const path = (ref: string) => `/scorecards?owner=${ref}`;
      const { body, text } = await get(path(owner));
      const none = await get(path('group:default/does-not-exist'));
      expect(body).toEqual(none.body);
      expect(text).not.toMatch(SECRETS);
      const single = await get(`/scorecards/${owner.replace(':', '/')}`);
      expect(single.status).toBe(404);
    },
  );

  it('of a team is found by its ref in any case', async () => {
    const get = await start();
    for (const path of [
      '/scorecards?owner=Group:Default/SECRET-b',
      '/scorecards?owner=group:default/secret-b',
    ]) {
      expect(rows((await get(path)).body.items)).toEqual([
        ['owner', 'Project Blue', 1, 0],
      ]);
    }
    const { body } = await get('/scorecards/Group/Default/SECRET-b');
    expect(body.item).toMatchObject({
      ownerRef: 'group:default/secret-b',
      total: 1,
    });
  });

  it('is asked for once a minute and caller', async () => {
    const get = await start({ catalog: AuthorizeResult.CONDITIONAL });
    await Promise.all([get('/scorecards'), get('/scorecards')]);
    await get('/scorecards');
    expect(asked).toHaveLength(1);
    await get('/scorecards', mockCredentials.user.header('user:default/other'));
    expect(asked).toHaveLength(2);
  });

  describe('without agentcore-memory.scan.read', () => {
    const denied = 'agentcore-memory.scan.read';

    it('is how many scopes failed, and no account, region or reason', async () => {
      const get = await start({ denied });
      for (const path of ['/scorecards', '/scorecards/group/default/mine']) {
        const { body, text } = await get(path);
        expect(body.scans).toEqual({
          scopes: 1,
          failed: 1,
          firstFailed: [],
          notInCatalog: 0,
        });
        expect(text).not.toMatch(/AssumeRole/);
      }
      for (const path of ['/scans', '/scans/main/111122223333/eu-central-1']) {
        expect((await get(path)).status).toBe(403);
      }
    });

    it('is nothing by account or region', async () => {
      const get = await start({ denied });
      for (const filter of [
        'account=111122223333',
        'account=999999999999',
        'region=eu-central-1',
      ]) {
        const { status, text } = await get(`/scorecards?${filter}`);
        expect(status).toBe(403);
        expect(text).toContain('You may not filter scorecards');
      }
    });

    const rules = {
      'key-rotation': { severity: 'fail', maxPeriodDays: 180 },
      'event-retention': { maxDays: 30 },
      'key-approved': { accountIds: ['999900009999'] },
      'key-policy-exposure': {
        trustedAccounts: ['888800008888'],
        trustedOrganizations: ['o-a1b2c3d4e5'],
      },
    };
    const config = { agentCoreMemory: { rules } };

    it('are the limits of rules, and no list of keys or accounts', async () => {
      const readers = await (await start({ config }))('/rules');
      expectDocumented('RulesResponse', readers.body);
      expect(readers.body.settings).toMatchObject({
        approvedKeys: { accountIds: ['999900009999'] },
        trustedAccounts: ['888800008888'],
        trustedOrganizations: ['o-a1b2c3d4e5'],
      });
      await stop();
      const others = await (await start({ config, denied }))('/rules');
      expectDocumented('RulesResponse', others.body);
      expect(others.body.settings).toEqual({
        severity: { 'key-rotation': 'fail' },
        maxRotationDays: 180,
        maxEventDays: 30,
      });
    });
  });
});
