import { Entity } from '@backstage/catalog-model';
import {
  Outcome,
  ScorecardItem,
} from 'backstage-plugin-agentcore-memory-common';
import request from 'supertest';
import { group, memory, user } from './__testUtils__/memoryEntities';
import { expectDocumented } from './__testUtils__/openapi';
import { report } from './__testUtils__/reports';
import { startBackend } from './__testUtils__/startBackend';

const BASE = '/api/agentcore-memory/v1/scorecards';

const ref = (name: string) => `group:default/${name}`;
const below = (type: string, ...parents: string[]) => ({
  type,
  parents: parents.map(ref),
});
const owned = (name: string, owner: string, ...outcomes: Outcome[]) =>
  memory(name, outcomes, { owner: owner.includes(':') ? owner : ref(owner) });

/** A company: two departments that share a team, a team of a team, and two groups that lie below each other. */
const ENTITIES: Entity[] = [
  group('company', 'Company', below('organization')),
  group('sales', 'Sales', below('department', 'company')),
  group('service', 'Service', below('business-unit', 'company')),
  group('shared', 'Shared', below('team', 'sales', 'service')),
  group('squad', 'Squad', below('squad', 'shared')),
  group('idle', 'Idle', below('team', 'sales')),
  group('loop-a', 'Loop A', below('team', 'loop-b')),
  group('loop-b', 'Loop B', below('team', 'loop-a')),
  user('ann', [ref('squad'), ref('loop-a')]),
  user('bob', [ref('idle')]),
  owned('of-sales', 'sales', 'fail', 'pass'),
  owned('of-shared', 'shared', 'pass', 'fail'),
  owned('of-squad-1', 'squad', 'pass', 'warn'),
  owned('of-squad-2', 'squad', 'pass', 'pass'),
  owned('of-loop', 'loop-b', 'fail', 'not-applicable'),
  owned('of-ann', 'user:default/ann', 'unknown', 'unknown'),
  owned('of-nobody', 'gone', 'pass', 'pass'),
];

describe('the scorecards of a tree of groups', () => {
  let backend: Awaited<ReturnType<typeof startBackend>>;

  beforeAll(async () => {
    backend = await startBackend({ entities: ENTITIES });
    await backend.publish(report());
  });
  afterAll(() => backend.stop());

  async function get(path: string) {
    const { status, body } = await request(backend.server).get(
      `${BASE}${path}`,
    );
    expect(status).toBe(200);
    return body;
  }

  /** Title, own memories, and those with all groups below. */
  const rows = (items: ScorecardItem[]) =>
    items.map(({ title, total, rolledUp }) => [
      title,
      total,
      ...(rolledUp ? [rolledUp.total] : []),
    ]);
  const sorted = (items: ScorecardItem[]) => rows(items).sort();

  it('count a memory once for each group above it, whatever type that has', async () => {
    const body = await get('');
    expectDocumented('ScorecardsResponse', body);
    expect(sorted(body.items)).toEqual([
      ['Company', 0, 4],
      ['Loop A', 0, 1],
      ['Loop B', 1, 1],
      ['Owner not found', 1],
      ['Sales', 1, 4],
      ['Service', 0, 3],
      ['Shared', 1, 3],
      ['Squad', 2],
      ['ann', 1],
    ]);
    expect(body.totals.total).toBe(7);
    const sales = body.items.find(
      ({ title }: ScorecardItem) => title === 'Sales',
    );
    expect(sales).toMatchObject({ score: 0, parents: [ref('company')] });
    expect(sales.rolledUp).toMatchObject({
      score: 25,
      coverage: 100,
      counts: { 'non-compliant': 2, 'at-risk': 1, compliant: 1, unknown: 0 },
    });
    const shared = body.items.find(
      ({ title }: ScorecardItem) => title === 'Shared',
    );
    expect(shared.parents).toEqual([ref('sales'), ref('service')]);
    expect(body.rules[0]).toEqual({
      rule: 'customer-managed-key',
      outcomes: { pass: 4, fail: 2, warn: 0, unknown: 1, 'not-applicable': 0 },
    });
  });

  it('are those of one owner, or of the groups below as well', async () => {
    const own = await get(`?owner=${ref('sales')}`);
    expect(rows(own.items)).toEqual([['Sales', 1, 4]]);
    expect(own.totals.total).toBe(1);
    const all = await get(`?owner=${ref('sales')}&rollup=true`);
    expect(sorted(all.items)).toEqual([
      ['Sales', 1, 4],
      ['Shared', 1, 3],
      ['Squad', 2],
    ]);
    expect(all.totals).toMatchObject({ total: 4, score: 25 });
    const both = await get(
      `?owner=${ref('sales')}&owner=${ref('service')}&rollup=true`,
    );
    expect(both.totals.total).toBe(4);
  });

  it('are those of a user and of the groups that they are a member of', async () => {
    const own = await get('?owner=user:default/ann');
    expect(rows(own.items)).toEqual([['ann', 1]]);
    const all = await get('?owner=user:default/ann&rollup=true');
    expect(sorted(all.items)).toEqual([
      ['Loop A', 0, 1],
      ['Loop B', 1, 1],
      ['Squad', 2],
      ['ann', 1],
    ]);
    const idle = await get('?owner=user:default/bob&rollup=true');
    expect(idle).toMatchObject({ items: [], totals: { total: 0 } });
  });

  it('are none for an owner that does not exist, and for none at all', async () => {
    for (const path of [
      `?owner=${ref('missing')}`,
      `?owner=${ref('missing')}&rollup=true`,
    ]) {
      expect(await get(path)).toMatchObject({
        items: [],
        totals: { total: 0, score: null, coverage: null },
      });
    }
    const { body } = await request(backend.server)
      .post(`${BASE}/by-query`)
      .send({ owners: [] });
    expect(body).toMatchObject({ items: [], totals: { total: 0 } });
  });

  it('can be asked for with more owners than a URL has room for', async () => {
    const owners = Array.from({ length: 5000 }, (_, index) =>
      ref(`team-with-a-long-name-${index}`),
    );
    const { status, body } = await request(backend.server)
      .post(`${BASE}/by-query`)
      .send({ owners: [...owners, ref('service')], rollup: true });
    expect(status).toBe(200);
    expectDocumented('ScorecardsResponse', body);
    expect(body.totals.total).toBe(3);
  });

  it('judge by one rule alone, and leave out what it does not apply to', async () => {
    const { totals, items } = await get('?rule=key-usable');
    expect(totals).toMatchObject({
      total: 6,
      counts: { compliant: 3, 'at-risk': 1, 'non-compliant': 1, unknown: 1 },
    });
    const titles = items.map(({ title }: ScorecardItem) => title);
    expect(titles).not.toContain('Loop B');
    // History holds all memories, so that these have no trend.
    expect(items[0].trend).toEqual([]);
  });

  it('count memories of one verdict, place, or both', async () => {
    const failing = await get('?verdict=non-compliant');
    expect(sorted(failing.items)).toEqual([
      ['Company', 0, 2],
      ['Loop A', 0, 1],
      ['Loop B', 1, 1],
      ['Sales', 1, 2],
      ['Service', 0, 1],
      ['Shared', 1, 1],
    ]);
    const warned = await get('?verdict=at-risk&rule=key-usable');
    expect(warned.totals.total).toBe(1);
    const there = await get('?account=111122223333&region=eu-central-1');
    expect(there.totals.total).toBe(7);
    const elsewhere = await get('?region=us-east-1');
    expect(elsewhere.totals).toMatchObject({ total: 0, score: null });
  });

  it('tell of a department what its teams have, and which is worst', async () => {
    const body = await get('/group/default/service');
    expectDocumented('OwnerScorecardResponse', body);
    expect(body.item).toMatchObject({
      total: 0,
      score: null,
      rolledUp: { total: 3, score: 33 },
    });
    expect(rows(body.children)).toEqual([['Shared', 1, 3]]);
    expect(
      body.worstMemories.map(({ title }: { title: string }) => title),
    ).toEqual(['of-shared', 'of-squad-1']);
    expect(body.rules[1].outcomes).toMatchObject({ fail: 1, warn: 1, pass: 1 });
  });

  it('tell of a user their own and their teams’', async () => {
    const body = await get('/user/default/ann');
    expectDocumented('OwnerScorecardResponse', body);
    expect(body.item).toMatchObject({ total: 1, rolledUp: { total: 4 } });
    expect(sorted(body.children)).toEqual([
      ['Loop A', 0, 1],
      ['Squad', 2],
    ]);
  });

  it('end where groups lie below each other', async () => {
    const body = await get('/group/default/loop-a');
    expect(body.item).toMatchObject({ total: 0, rolledUp: { total: 1 } });
    expect(rows(body.children)).toEqual([['Loop B', 1, 1]]);
  });
});
