import { TestDatabases } from '@backstage/backend-test-utils';
import { TOPIC_SCAN_REQUESTED } from 'backstage-plugin-agentcore-memory-common';
import request from 'supertest';
import { group } from './__testUtils__/memoryEntities';
import { expectDocumented } from './__testUtils__/openapi';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const API = '/api/agentcore-memory/v1';
const SCOPE = 'main/111122223333/eu-central-1';
const JSON_TYPE = 'application/json';

const times = (count: number, parameter: string) =>
  Array(count).fill(parameter).join('&');

describe('odd input', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('with %p', id => {
    let backend: Awaited<ReturnType<typeof startBackend>>;
    const requested: unknown[] = [];

    beforeAll(async () => {
      const knex = await databases.init(id);
      backend = await startBackend({ knex, entities: [group('a')] });
      await backend.publish(report());
      await backend.events.subscribe({
        id: 'provider',
        topics: [TOPIC_SCAN_REQUESTED],
        async onEvent({ eventPayload }) {
          requested.push(eventPayload);
        },
      });
    }, 60_000);
    afterAll(() => backend.stop());

    it.each([
      ['/scorecards?colour=red', 400, 'colour'],
      ['/scorecards?account=12', 400, 'account'],
      ['/scorecards?account=1&account=2', 400, 'account'],
      ['/scorecards?region=Frankfurt', 400, 'region'],
      ['/scorecards?owner=component:default/x', 400, 'owner'],
      ['/scorecards?owner=%00', 400, 'owner'],
      ['/scorecards?owner[]=a', 400, 'owner[]'],
      ['/scorecards?__proto__=1', 400, '__proto__'],
      [`/scorecards?${times(101, 'owner=a')}`, 400, 'owner'],
      [`/scorecards?${times(1000, 'owner=a')}&account=1`, 400, '1000'],
      ['/scorecards?rollup=yes', 400, 'rollup: must be true or false'],
      ['/scorecards?rule=made-up', 400, 'rule: must be one of'],
      ['/scorecards?verdict=fine', 400, 'verdict: must be one of'],
      ['/scorecards?owner=%3Cscript%3E', 400, 'owner'],
      ['/history?owner=component:default/x', 400, 'owner'],
      ['/history?owner=a&owner=b', 400, 'owner'],
      ['/history?rollup=1', 400, 'rollup'],
      ['/history?from=yesterday', 400, 'from: must be a day that exists'],
      ['/history?from=2026-02-30', 400, 'from: must be a day that exists'],
      ['/history?to=2026-13-01', 400, 'to: must be a day that exists'],
      ['/history?to=2026-1-1', 400, 'to: must be a day that exists'],
      ['/history?from=2026-03-02&to=2026-03-01', 400, 'from: must not be'],
      ['/history?from=2020-01-01&to=2026-03-01', 400, 'from: must be at most'],
      ['/history?days=7', 400, 'days'],
      ['/scorecards/component/default/x', 400, 'component:default/x'],
      ['/scorecards/group/default/%00', 400, 'group'],
      ['/scorecards/group/default/missing', 404, 'group:default/missing'],
      ['/scans?outcome=fine', 400, 'outcome'],
      ['/scans?outcome=refreshed', 400, 'outcome'],
      ['/scans?limit=0', 400, 'limit: must be from 1 to 1000'],
      ['/scans?limit=1001', 400, 'limit: must be from 1 to 1000'],
      ['/scans?limit=1e3', 400, 'limit'],
      ['/scans?offset=-1', 400, 'offset: must be a whole number'],
      ['/scans?page=2', 400, 'page'],
      [`/scans?${times(1001, 'q=a')}`, 400, '1000'],
      ['/scans/main/12/eu-central-1', 400, 'account'],
      ['/scans/main/111122223333/Frankfurt', 400, 'region'],
      ['/scans/main/111122223333/%00', 400, 'region'],
      ['/scans/%00/111122223333/eu-central-1', 400, 'provider'],
      ['/scans/a%2Fb/111122223333/eu-central-1', 400, 'provider'],
      ['/scans/main/999999999999/eu-central-1', 404, 'main/999999999999'],
    ])('answers GET %.60s with %i and names what is wrong', async (...row) => {
      const [path, code, text] = row;
      const { status, body } = await request(backend.server).get(API + path);
      expect(status).toBe(code);
      expectDocumented('Error', body);
      expect(body.error.message).toContain(text);
    });

    it.each([
      ['/scans?q=%00', { scopes: [] }],
      ['/scorecards?', { items: [] }],
      [`/scorecards?${times(100, 'owner=a')}`, { items: [] }],
    ])('answers GET %.60s', async (path, expected) => {
      const { status, body } = await request(backend.server).get(API + path);
      expect(status).toBe(200);
      expect(body).toMatchObject(expected);
    });

    it.each<[string, string | object, string | undefined, number, string]>([
      ['a scope that is none', { scope: 'main' }, undefined, 400, 'scope'],
      ['a scope that is no text', { scope: 7 }, undefined, 400, 'scope'],
      ['a list of scopes', { scope: [SCOPE] }, undefined, 400, 'scope'],
      ['an unknown field', { scopes: [SCOPE] }, undefined, 400, 'scopes'],
      [
        'a field too many',
        { scope: SCOPE, force: true },
        undefined,
        400,
        'force',
      ],
      ['no scope', {}, undefined, 400, 'scope'],
      ['an empty body', '', JSON_TYPE, 400, 'scope'],
      ['no body', '', undefined, 400, 'JSON'],
      ['what is no object', '[]', JSON_TYPE, 400, 'body'],
      ['what is no JSON', '{"scope":', JSON_TYPE, 400, 'JSON'],
      ['a form', `scope=${SCOPE}`, 'text/plain', 400, 'JSON'],
      [
        'a provider id with NUL',
        { scope: '\u0000/111122223333/eu-central-1' },
        undefined,
        400,
        'scope',
      ],
      [
        'a scope that never reported',
        { scope: 'main/999999999999/eu-central-1' },
        undefined,
        404,
        'main/999999999999/eu-central-1',
      ],
    ])(
      'refuses a request to scan with %s',
      async (_, body, type, code, text) => {
        const answer = await request(backend.server)
          .post(`${API}/scans`)
          .set(type ? { 'content-type': type } : {})
          .send(body);
        expect(answer.status).toBe(code);
        expectDocumented('Error', answer.body);
        expect(answer.body.error.message).toContain(text);
        expect(requested).toEqual([]);
      },
    );

    it.each<[string, string | object, string | undefined, number, string]>([
      ['owners that are no list', { owners: 'a' }, undefined, 400, 'owners'],
      [
        'an owner that is none',
        { owners: ['a', 'component:default/x'] },
        undefined,
        400,
        'owners.1: must be a group or user',
      ],
      [
        '10,001 owners',
        { owners: Array(10_001).fill('a') },
        undefined,
        400,
        'owners: must have at most 10000 items',
      ],
      ['a rollup that is text', { rollup: 'true' }, undefined, 400, 'rollup'],
      ['an unknown rule', { rule: 'x' }, undefined, 400, 'rule: must be one'],
      ['an unknown field', { owner: ['a'] }, undefined, 400, 'owner'],
      ['a form', 'owners=a', 'text/plain', 400, 'JSON'],
      [
        'more than 2 MB',
        { owners: ['a'.repeat(2_100_000)] },
        undefined,
        413,
        'too large',
      ],
    ])(
      'refuses a query of scorecards with %s',
      async (_, body, type, code, text) => {
        const answer = await request(backend.server)
          .post(`${API}/scorecards/by-query`)
          .set(type ? { 'content-type': type } : {})
          .send(body);
        expect(answer.status).toBe(code);
        expectDocumented('Error', answer.body);
        expect(answer.body.error.message).toContain(text);
      },
    );

    it.each<[string, object, string]>([
      ['no refs', {}, 'entityRefs'],
      ['a ref without a kind', { entityRefs: ['a'] }, 'entityRefs.0'],
      ['a ref that is no text', { entityRefs: [7] }, 'entityRefs.0'],
      [
        '1001 refs',
        { entityRefs: Array(1001).fill('resource:default/a') },
        'entityRefs: must have at most 1000 items',
      ],
      ['an unknown field', { entityRefs: [], all: true }, 'all'],
    ])('refuses to tell the freshness of %s', async (_, body, text) => {
      const answer = await request(backend.server)
        .post(`${API}/freshness`)
        .send(body);
      expect(answer.status).toBe(400);
      expectDocumented('Error', answer.body);
      expect(answer.body.error.message).toContain(text);
    });
  });
});
