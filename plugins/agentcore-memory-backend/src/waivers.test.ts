import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  RULE_IDS,
  Waiver,
  WaiversResponse,
} from 'backstage-plugin-agentcore-memory-common';
import request from 'supertest';
import { group, memory, refOf } from './__testUtils__/memoryEntities';
import { expectDocumented } from './__testUtils__/openapi';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const OWNER = 'group:default/a';
const SECURITY = 'group:default/security';
const ANN = 'user:default/ann';
const BOB = 'user:default/bob';
const MEMBERS: Record<string, string[]> = {
  [ANN]: [OWNER],
  [BOB]: [SECURITY],
  'user:default/both': [OWNER, SECURITY],
  'user:default/none': [],
};
const MEMORY = refOf('notes');
const RULE = 'customer-managed-key';
const dayIn = (days: number) =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

describe('waivers', () => {
  let backend: Awaited<ReturnType<typeof startBackend>>;
  const audited: { eventId: string; outcome: string; meta?: object }[] = [];

  async function start({
    denied = [],
    hidden,
    settings = {},
  }: {
    denied?: string[];
    /** Refs that the catalog does not show somebody, by user; looked at with each request. */
    hidden?: Record<string, string[]>;
    settings?: object;
  } = {}) {
    audited.length = 0;
    const entities = [
      group('a'),
      group('security'),
      memory('notes', ['fail', 'warn', 'unknown', 'pass'], { owner: OWNER }),
      memory('exempt', ['fail', 'warn', 'pass'], { owner: OWNER }),
      memory('others', ['fail'], { owner: SECURITY }),
    ];
    const decide = (name: string) => {
      if (denied.includes(name)) return { result: AuthorizeResult.DENY };
      return hidden && name === 'catalog.entity.read'
        ? {
            result: AuthorizeResult.CONDITIONAL,
            pluginId: 'catalog',
            resourceType: 'catalog-entity',
            conditions: {
              rule: 'IS_ENTITY_OWNER',
              resourceType: 'catalog-entity',
              params: {},
            },
          }
        : { result: AuthorizeResult.ALLOW };
    };
    const all = catalogServiceMock({ entities });
    const catalog = catalogServiceMock.mock({
      streamEntities: (req, opts) => all.streamEntities(req, opts),
      getEntityByRef: (ref, opts) => all.getEntityByRef(ref, opts),
      getEntitiesByRefs: async (req, opts) => {
        const { items } = await all.getEntitiesByRefs(req, opts);
        const { principal } = (opts as { credentials: object }).credentials as {
          principal: { userEntityRef?: string };
        };
        const unseen = hidden?.[principal.userEntityRef ?? ''] ?? [];
        return {
          items: items.map((item, index) =>
            unseen.includes(req.entityRefs[index]) ? undefined : item,
          ),
        };
      },
    });
    backend = await startBackend({
      catalog: catalog.factory,
      config: {
        agentCoreMemory: { waivers: { approvers: [SECURITY], ...settings } },
      },
      features: [
        mockServices.permissions.mock({
          authorize: async requests =>
            requests.map(({ permission }) => decide(permission.name) as any), // any: the type leaves out ALLOW by name
          authorizeConditional: async requests =>
            requests.map(({ permission }) => decide(permission.name) as any), // any: as above
        }).factory,
        createServiceFactory({
          service: coreServices.userInfo,
          deps: {},
          factory: () => ({
            getUserInfo: async credentials => {
              const { userEntityRef } = (
                credentials as { principal: { userEntityRef: string } }
              ).principal;
              return {
                userEntityRef,
                ownershipEntityRefs: [userEntityRef, ...MEMBERS[userEntityRef]],
              };
            },
          }),
        }),
        createServiceFactory({
          service: coreServices.auditor,
          deps: {},
          factory: () => ({
            createEvent: async ({ eventId, meta }) => {
              const entry = { eventId, outcome: 'open', meta };
              audited.push(entry);
              return {
                success: async () => {
                  entry.outcome = 'succeeded';
                },
                fail: async () => {
                  entry.outcome = 'failed';
                },
              };
            },
          }),
        }),
      ],
    });
  }

  afterEach(() => backend.stop());

  const api = '/api/agentcore-memory/v1/waivers';
  const as = (user: string) => mockCredentials.user.header(user);
  const post = (path: string, body: object, user = ANN) =>
    request(backend.server)
      .post(`${api}${path}`)
      .set('authorization', as(user))
      .send(body);
  const WANTED = {
    memory: MEMORY,
    rule: RULE,
    reason: 'It goes away in March',
    expiresOn: dayIn(30),
  };
  const ask = async (more: object = {}, user = ANN): Promise<Waiver> => {
    const { status, body } = await post('', { ...WANTED, ...more }, user);
    expect({ status, body }).toMatchObject({ status: 201 });
    expectDocumented('Waiver', body);
    return body;
  };
  const list = async (query = '', user = ANN) => {
    const { status, body } = await request(backend.server)
      .get(`${api}${query}`)
      .set('authorization', as(user));
    expect(status).toBe(200);
    expectDocumented('WaiversResponse', body);
    return body as WaiversResponse;
  };
  /** Status and message of a refusal. */
  async function refusal(path: string, body: object, user = ANN) {
    const { status, body: answer } = await post(path, body, user);
    return `${status} ${answer.error?.message}`;
  }

  it('are asked for by a member of the owner, approved by somebody else, and taken back', async () => {
    await start();
    const asked = await ask();
    expect(asked).toMatchObject({
      kind: 'memory',
      entityRef: MEMORY,
      title: 'notes',
      ownerRef: OWNER,
      state: 'pending',
      requestedBy: ANN,
      gone: false,
      mayDecide: false,
      mayRevoke: true,
    });
    const seen = (await list('', BOB)).items;
    expect(seen).toMatchObject([{ id: asked.id, mayDecide: true }]);
    const approved = await post(`/${asked.id}/approve`, {}, BOB);
    expect(approved.body).toMatchObject({
      state: 'approved',
      decision: { by: BOB, outcome: 'approved' },
      mayDecide: false,
    });
    const revoked = await post(
      `/${asked.id}/revoke`,
      { reason: 'It was made public' },
      BOB,
    );
    expect(revoked.body).toMatchObject({
      state: 'revoked',
      revocation: { by: BOB, reason: 'It was made public' },
      mayRevoke: false,
    });
    expect(
      audited.map(({ eventId, outcome }) => `${eventId} ${outcome}`),
    ).toEqual([
      'waiver-request succeeded',
      'waiver-approve succeeded',
      'waiver-revoke succeeded',
    ]);
    expect(audited[1].meta).toMatchObject({ initiator: BOB, id: asked.id });
  });

  it('of a team are about all of its memories', async () => {
    await start();
    const asked = await ask({ memory: undefined, owner: OWNER });
    expect(asked).toMatchObject({ kind: 'owner', entityRef: OWNER });
    expect((await list(`?memory=${MEMORY}`)).items).toHaveLength(1);
    expect((await list(`?owner=${SECURITY}`)).items).toEqual([]);
  });

  it('come pending ones first, then those about to expire next, then what has ended', async () => {
    await start();
    const soon = await ask({ expiresOn: dayIn(2) });
    const late = await ask({ rule: 'key-usable', expiresOn: dayIn(60) });
    const no = await ask({ memory: undefined, owner: OWNER });
    await post(`/${late.id}/approve`, {}, BOB);
    await post(`/${soon.id}/approve`, {}, BOB);
    await post(`/${no.id}/reject`, { reason: 'Not for the whole team' }, BOB);
    const open = await ask({
      memory: undefined,
      owner: OWNER,
      rule: 'key-usable',
    });
    expect((await list()).items.map(({ id }) => id)).toEqual([
      open.id,
      soon.id,
      late.id,
      no.id,
    ]);
    expect(await list('?state=approved&limit=1&offset=1')).toMatchObject({
      items: [{ id: late.id }],
      totalItems: 2,
    });
  });

  it('say of which rules the caller may ask for one: those that the memory, or one of the owner, breaks', async () => {
    await start({ settings: { notWaivable: ['customer-managed-key'] } });
    const mayRequest = async (query: string, user = ANN) =>
      (await list(query, user)).mayRequest;
    // `notes` fails and warns, and is unknown; so does `exempt`.
    expect(await mayRequest(`?memory=${MEMORY}`)).toEqual(['key-usable']);
    expect(await mayRequest(`?owner=${OWNER}`)).toEqual(['key-usable']);
    expect(await mayRequest(`?owner=${OWNER}`, BOB)).toEqual([]);
    expect(await mayRequest('?owner=group:default/gone')).toEqual([]);
    expect(await mayRequest('')).toEqual([]);
    const ofTeam = await ask({
      memory: undefined,
      owner: OWNER,
      rule: 'key-usable',
    });
    await ask({ rule: 'key-usable' });
    expect((await list(`?owner=${OWNER}&kind=owner`)).items).toMatchObject([
      { id: ofTeam.id },
    ]);
    expect(
      await refusal('', {
        ...WANTED,
        memory: undefined,
        owner: OWNER,
        rule: 'key-rotation',
      }),
    ).toMatch(/^400 rule: .*finds nothing on memories of this owner/);
  });

  describe('in scorecards and history', () => {
    const get = async (path: string) => {
      const { body, status } = await request(backend.server)
        .get(`/api/agentcore-memory/v1/${path}`)
        .set('authorization', as(BOB));
      expect(status).toBe(200);
      return body;
    };
    const ofTeam = async (query = '') => {
      const body = await get(`scorecards?owner=${OWNER}${query}`);
      expectDocumented('ScorecardsResponse', body);
      const { score, total, counts, ...card } = body.totals;
      const { waived, compliantByWaiver, scoreWithWaivers } = card;
      return { score, waived, compliantByWaiver, scoreWithWaivers };
    };
    const approve = async (more: object) => {
      const { id } = await ask(more);
      const { status } = await post(`/${id}/approve`, {}, BOB);
      expect(status).toBe(200);
      return id;
    };
    const NONE = {
      score: 0,
      waived: 0,
      compliantByWaiver: 0,
      scoreWithWaivers: 0,
    };
    const EXEMPT = { memory: refOf('exempt') };

    it('stand beside the score, and change nothing about it', async () => {
      await start();
      await backend.publish(report({ memories: 3 }));
      expect(await ofTeam()).toEqual(NONE);
      await ask({ ...EXEMPT, rule: RULE });
      expect(await ofTeam()).toEqual(NONE);
      const first = await approve({ ...EXEMPT, rule: 'key-usable' });
      expect(await ofTeam()).toEqual({ ...NONE, waived: 1 });
      const pending = (await list('?state=pending')).items[0];
      await post(`/${pending.id}/approve`, {}, BOB);
      const exempt = {
        score: 0,
        waived: 1,
        compliantByWaiver: 1,
        scoreWithWaivers: 50,
      };
      expect(await ofTeam()).toEqual(exempt);
      expect(await ofTeam('&rule=customer-managed-key')).toEqual(exempt);

      // It is recorded in the background.
      let today: { waived?: number } | undefined;
      while (today?.waived !== 1) {
        await backend.record().catch(() => {});
        today = (await get(`history?owner=${OWNER}`)).days.at(-1);
      }
      expect(today).toMatchObject(exempt);

      await post(`/${first}/revoke`, { reason: 'Enough of this' }, BOB);
      expect(await ofTeam()).toEqual({ ...NONE, waived: 1 });
    });

    it('are evidence, beside a verdict that does not know of them', async () => {
      await start();
      await backend.publish(report({ memories: 3 }));
      const first = await approve({ ...EXEMPT, rule: RULE });
      const second = await approve({
        memory: undefined,
        owner: OWNER,
        rule: 'key-usable',
      });
      const ofOthers = await ask({ memory: refOf('others') }, BOB);
      const { body } = await request(backend.server)
        .get('/api/agentcore-memory/v1/export?format=json&q=exempt')
        .set('authorization', as(ANN));
      expect(body.memories).toMatchObject([
        {
          verdict: 'non-compliant',
          verdictWithWaivers: 'compliant',
          findings: [
            { waiver: first },
            { waiver: second },
            { outcome: 'pass' },
          ],
        },
      ]);
      const ids = body.waivers.items.map(({ id }: Waiver) => id);
      expect(new Set(ids)).toEqual(new Set([first, second]));
      expect(ids).not.toContain(ofOthers.id);
    });

    it('of a team hold for all its memories, and never for what is unknown or stale', async () => {
      await start();
      for (const rule of [RULE, 'key-usable']) {
        await approve({ memory: undefined, owner: OWNER, rule });
      }
      // No scope has been listed: all is stale.
      expect(await ofTeam()).toEqual({ ...NONE, waived: 2 });
      await backend.publish(report({ memories: 3 }));
      expect(await ofTeam()).toEqual({
        score: 0,
        waived: 2,
        compliantByWaiver: 1,
        scoreWithWaivers: 50,
      });
    });
  });

  describe('are not approved', () => {
    it('by whoever asked, in whatever role they act', async () => {
      await start();
      const both = 'user:default/both';
      const { id } = await ask({}, both);
      expect(await refusal(`/${id}/approve`, {}, both)).toMatch(
        /^403 .*you asked for it yourself/,
      );
      expect(audited.at(-1)).toMatchObject({
        eventId: 'waiver-approve',
        outcome: 'failed',
      });
      expect(
        await refusal(`/${id}/approve`, {}, both.toUpperCase().toLowerCase()),
      ).toMatch(/^403/);
    });

    it('unless that is configured', async () => {
      await start({ settings: { ownApproval: true } });
      const { id } = await ask({}, 'user:default/both');
      const { body } = await post(`/${id}/approve`, {}, 'user:default/both');
      expect(body).toMatchObject({ state: 'approved' });
    });

    it('by who is no approver', async () => {
      await start({ settings: { approvers: [] } });
      const { id } = await ask();
      expect(await refusal(`/${id}/approve`, {}, BOB)).toMatch(
        /^403 .*you are none of the approvers/,
      );
    });

    it('twice', async () => {
      await start();
      const { id } = await ask();
      const answers = await Promise.all([
        refusal(`/${id}/approve`, {}, BOB),
        refusal(`/${id}/reject`, { reason: 'Rather not, sorry' }, BOB),
      ]);
      expect(answers.filter(answer => answer.startsWith('200'))).toHaveLength(
        1,
      );
      expect(answers.filter(answer => answer.startsWith('409'))).toHaveLength(
        1,
      );
    });
  });

  it.each(['waiver.read', 'waiver.request'])(
    'are not asked for without the permission %s',
    async permission => {
      await start({ denied: [`agentcore-memory.${permission}`] });
      expect(await refusal('', WANTED)).toMatch(/^403/);
    },
  );

  it.each([
    ['waiver.decide', '/approve', {}],
    ['waiver.revoke', '/revoke', { reason: 'Enough of this' }],
  ])('need the permission %s for %s', async (permission, path, body) => {
    await start({ denied: [`agentcore-memory.${permission}`] });
    const { id } = await ask();
    expect(await refusal(`/${id}${path}`, body, BOB)).toMatch(
      /^403 .*the permission policy does not allow it/,
    );
  });

  it('are asked for by members of the owner only, and never by services', async () => {
    await start();
    expect(await refusal('', WANTED, 'user:default/none')).toMatch(
      /^403 .*you are not a member of the owner/,
    );
    const { status, body } = await request(backend.server)
      .post(api)
      .set('authorization', mockCredentials.service.header())
      .send(WANTED);
    expect(`${status} ${body.error.message}`).toMatch(/^403 .*only a user/);
  });

  it('are not asked for where the catalog shows nothing', async () => {
    await start({ denied: ['catalog.entity.read'] });
    expect(await refusal('', WANTED)).toMatch(
      /^400 memory: there is no .*, or you may not see it/,
    );
  });

  it('are shown to those to whom the catalog shows what they are about', async () => {
    await start({ hidden: { [BOB]: [MEMORY] } });
    const { id } = await ask();
    await ask({ memory: undefined, owner: OWNER });
    expect((await list(`?memory=${MEMORY}`)).items).toHaveLength(2);
    // BOB may see the owner, but not that the memory is theirs.
    expect(await list(`?memory=${MEMORY}`, BOB)).toMatchObject({
      items: [],
      totalItems: 0,
    });
    expect((await list('', BOB)).items).toMatchObject([{ kind: 'owner' }]);
    expect(await refusal(`/${id}/approve`, {}, BOB)).toMatch(/^404/);
  });

  it('are not shown any more to whoever asked, once the catalog hides what they are about', async () => {
    jest.useFakeTimers({
      // Only the date: what a caller may read is kept for a minute.
      doNotFake: [
        'clearImmediate',
        'clearInterval',
        'clearTimeout',
        'hrtime',
        'nextTick',
        'performance',
        'queueMicrotask',
        'setImmediate',
        'setInterval',
        'setTimeout',
      ],
    });
    try {
      const hidden: Record<string, string[]> = {};
      await start({ hidden });
      const { id } = await ask();
      expect((await list()).items).toHaveLength(1);
      hidden[ANN] = [MEMORY];
      jest.setSystemTime(Date.now() + 61_000);
      expect((await list()).items).toEqual([]);
      expect(
        await refusal(`/${id}/revoke`, { reason: 'It was made public' }),
      ).toMatch(/^404/);
    } finally {
      jest.useRealTimers();
    }
  });

  it.each<[string, object, RegExp]>([
    [
      'a memory that is gone',
      { memory: refOf('gone') },
      /^400 memory: there is no/,
    ],
    [
      'a rule that passes',
      { rule: 'key-policy-exposure' },
      /^400 rule: .*finds nothing/,
    ],
    [
      'a rule that is unknown',
      { rule: RULE_IDS[2] },
      /^400 rule: .*is unknown/,
    ],
    ['no rule', { rule: 'none' }, /^400 Invalid body: rule: /],
    [
      'a day that is past',
      { expiresOn: dayIn(-1) },
      /^400 expiresOn: .* in the past/,
    ],
    [
      'a day too far',
      { expiresOn: dayIn(91) },
      /^400 expiresOn: a waiver holds for 90 days at most/,
    ],
    [
      'no day',
      { expiresOn: '2027-02-30' },
      /^400 Invalid body: expiresOn: must be a day that exists/,
    ],
    [
      'a short reason',
      { reason: 'because' },
      /^400 Invalid body: reason: must have at least 10/,
    ],
    [
      'control characters',
      { reason: 'because \u0007 of this' },
      /^400 Invalid body: reason: .*control/,
    ],
    ['both', { owner: OWNER }, /^400 Invalid body: either memory or owner/],
    ['what is no field', { state: 'approved' }, /^400 Invalid body: /],
  ])('are refused for %s', async (_, more, message) => {
    await start();
    expect(await refusal('', { ...WANTED, ...more })).toMatch(message);
    expect((await list()).items).toEqual([]);
  });

  it('are refused for rules that can’t be waived, and twice for the same', async () => {
    await start({ settings: { notWaivable: ['key-usable'] } });
    expect(await refusal('', { ...WANTED, rule: 'key-usable' })).toMatch(
      /^400 rule: key-usable can't be waived/,
    );
    await ask();
    expect(await refusal('', WANTED)).toMatch(/^409 A waiver of/);
  });

  it.each([
    [{ maxDays: 0 }, '"agentCoreMemory.waivers.maxDays"'],
    [{ approvers: ['component:x'] }, '"component:x" in'],
    [{ notWaivable: ['none'] }, '"none" in'],
    [{ other: 1 }, '"agentCoreMemory.waivers.other" is not a setting'],
  ])('can’t be configured as %j', async (settings, message) => {
    await expect(start({ settings })).rejects.toThrow(message);
    await start();
  });
});
