import { SnapshotMemory } from './MemorySnapshot';
import { outcomesOf } from './Outcomes';
import { freshScopesOf, withStaleness } from './withStaleness';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const LIMITS = { now: NOW, staleAfterMs: 3600_000 };
const RECENT = '2026-11-24T11:30:00.000Z';
const LONG_AGO = '2026-11-24T10:00:00.000Z';

function memory(change: Partial<SnapshotMemory> = {}): SnapshotMemory {
  return {
    entityRef: 'resource:default/x',
    title: 'x',
    accountId: '111122223333',
    region: 'eu-central-1',
    scope: 'fresh',
    ownerRef: 'group:default/a',
    ownerSource: 'tag:owner',
    verdict: 'compliant',
    complete: true,
    outcomes: outcomesOf([]),
    stale: false,
    ...change,
  };
}

describe('withStaleness', () => {
  const scopes = [
    { scope: 'fresh', lastCompleteAt: RECENT },
    { scope: 'old', lastCompleteAt: LONG_AGO },
    { scope: 'never' },
  ];

  it.each<[string, Partial<SnapshotMemory>, boolean]>([
    ['is fresh in a scope that was listed', {}, false],
    ['is stale in one that was listed too long ago', { scope: 'old' }, true],
    ['is stale in one that was never listed', { scope: 'never' }, true],
    ['is stale in one that never reported', { scope: 'other' }, true],
    [
      'is fresh while it has not answered for a short time',
      { staleSince: RECENT },
      false,
    ],
    [
      'is stale when it has not answered for too long',
      { staleSince: LONG_AGO },
      true,
    ],
    ['is stale where it is not known since when', { staleSince: 'long' }, true],
  ])('a memory %s', (_, change, stale) => {
    const given = memory(change);
    const fresh = freshScopesOf(scopes, LIMITS);
    const [aged] = withStaleness([given], fresh, LIMITS);
    expect(aged).toEqual({ ...given, stale });
    expect(given.stale).toBe(false);
    // Only what is stale is a copy.
    expect(aged === given).toBe(!stale);
  });
});
