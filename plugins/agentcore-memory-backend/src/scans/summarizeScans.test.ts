import { ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { summarizeScans } from './summarizeScans';

function health(scope: string, change: Partial<ScopeHealth> = {}): ScopeHealth {
  return {
    scope,
    outcome: 'complete',
    lastAttemptAt: '2026-11-24T10:00:00.000Z',
    lastCompleteAt: '2026-11-24T10:00:00.000Z',
    memories: 0,
    stale: false,
    durationMs: 1,
    calls: {},
    throttles: 0,
    notInCatalog: 0,
    refreshes: 0,
    ...change,
  };
}

describe('summarizeScans', () => {
  it('counts what failed, was never listed or is stale, the worst first', () => {
    const summary = summarizeScans([
      health('fine'),
      health('elsewhere', {
        outcome: 'unsupported',
        lastCompleteAt: undefined,
      }),
      health('blocked', { outcome: 'blocked', lastCompleteAt: undefined }),
      health('failed', { outcome: 'failed' }),
      health('stale', {
        stale: true,
        lastCompleteAt: '2026-11-20T10:00:00.000Z',
      }),
      health('never', {
        outcome: 'failed',
        stale: true,
        lastCompleteAt: undefined,
      }),
    ]);
    expect(summary).toMatchObject({ scopes: 6, failed: 3 });
    expect(summary.firstFailed.map(({ scope }) => scope)).toEqual([
      'never',
      'stale',
      'failed',
    ]);
  });

  it('adds up what the catalog does not show', () => {
    expect(
      summarizeScans([
        health('a', { notInCatalog: 2 }),
        health('b'),
        health('c', { outcome: 'failed', notInCatalog: 1 }),
      ]).notInCatalog,
    ).toBe(3);
  });

  it('shows fifty and counts all', () => {
    const scopes = Array.from({ length: 120 }, (_, i) =>
      health(`s${String(i).padStart(3, '0')}`, { outcome: 'failed' }),
    );
    const { failed, firstFailed } = summarizeScans(scopes.reverse());
    expect(failed).toBe(120);
    expect(firstFailed).toHaveLength(50);
    expect(firstFailed[0].scope).toBe('s000');
  });
});
