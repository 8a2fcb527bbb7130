import { ScopeHealth } from '../api';
import { scansResponse } from './scansResponse';

const scope = (name: string, change: Partial<ScopeHealth> = {}) => ({
  scope: name,
  outcome: 'complete' as const,
  lastAttemptAt: '2026-11-24T09:00:00.000Z',
  memories: 1,
  stale: false,
  durationMs: 1,
  calls: {},
  throttles: 0,
  notInCatalog: 0,
  refreshes: 0,
  ...change,
});

const SCOPES: ScopeHealth[] = [
  scope('main/1/eu-central-1'),
  scope('main/1/me-south-1', { outcome: 'unsupported' }),
  scope('main/1/us-west-2', { stale: true }),
  scope('main/3/eu-central-1', { notInCatalog: 2 }),
  scope('main/2/us-east-1', {
    outcome: 'failed',
    reason: 'AccessDeniedException',
    lastAttemptAt: '2026-11-24T10:00:00.000Z',
  }),
  scope('a', { outcome: 'failed', stale: true }),
];

const names = (request = {}) =>
  scansResponse(SCOPES, request).scopes.map(health => health.scope);

describe('scansResponse', () => {
  it('sorts failed scopes first, then stale ones, then those the catalog lacks memories of', () => {
    expect(names()).toEqual([
      'a',
      'main/2/us-east-1',
      'main/1/us-west-2',
      'main/3/eu-central-1',
      'main/1/eu-central-1',
      'main/1/me-south-1',
    ]);
  });

  it('finds by outcome, and by text in scope and reason', () => {
    expect(names({ outcome: 'unsupported' })).toEqual(['main/1/me-south-1']);
    expect(names({ q: 'ACCESSdenied' })).toEqual(['main/2/us-east-1']);
    expect(names({ q: 'main/1', outcome: 'complete' })).toEqual([
      'main/1/us-west-2',
      'main/1/eu-central-1',
    ]);
  });

  it('gives one page, and counts all', () => {
    const response = scansResponse(SCOPES, { q: 'us-', offset: 1, limit: 1 });
    expect(response).toMatchObject({
      scopes: [{ scope: 'main/1/us-west-2' }],
      totalItems: 2,
      counts: { complete: 3, failed: 2, unsupported: 1, blocked: 0 },
      notInCatalog: 2,
      lastAttemptAt: '2026-11-24T10:00:00.000Z',
    });
    expect(scansResponse(SCOPES, { offset: 9, limit: 1 })).toMatchObject({
      scopes: [],
      totalItems: 6,
    });
    expect(scansResponse([])).toEqual({
      scopes: [],
      totalItems: 0,
      blocked: [],
      blockedAccounts: 0,
      counts: { complete: 0, failed: 0, unsupported: 0, blocked: 0 },
      notInCatalog: 0,
    });
  });

  it('tells blocked scopes by account, unless they are asked for', () => {
    const reason = 'with an explicit deny in a service control policy';
    const blocked = ['2/us-west-2', '2/eu-west-1', '1/us-west-2'].map(place =>
      scope(`main/11112222333${place}`, { outcome: 'blocked', reason }),
    );
    const all = [...blocked, ...SCOPES];
    expect(scansResponse(all)).toMatchObject({
      totalItems: SCOPES.length,
      counts: { blocked: 3 },
      blockedAccounts: 2,
      blocked: [
        { accountId: '111122223331', regions: ['us-west-2'] },
        {
          providerId: 'main',
          accountId: '111122223332',
          regions: ['eu-west-1', 'us-west-2'],
          reason,
        },
      ],
    });
    expect(scansResponse(all, { q: 'eu-west-1' }).blocked).toMatchObject([
      { accountId: '111122223332', regions: ['eu-west-1'] },
    ]);
    expect(scansResponse(all, { outcome: 'blocked' })).toMatchObject({
      totalItems: 3,
      blocked: [],
    });
    const many = Array.from({ length: 70 }, (_, i) =>
      scope(`main/${100_000_000_000 + i}/us-west-2`, { outcome: 'blocked' }),
    );
    const response = scansResponse(many);
    expect(response.blocked).toHaveLength(50);
    expect(response.blockedAccounts).toBe(70);
  });
});
