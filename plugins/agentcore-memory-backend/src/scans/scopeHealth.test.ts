import { StoredHealth } from './scanRows';
import { readScopeHealth } from './scopeHealth';

const NOW = Date.parse('2026-11-24T12:00:00.000Z');
const HOUR = 3600_000;

function stored(change: Partial<StoredHealth>): StoredHealth {
  return {
    scope: 'main/111122223333/eu-central-1',
    outcome: 'complete',
    lastAttemptAt: '2026-11-24T11:00:00.000Z',
    memories: 0,
    durationMs: 1,
    calls: {},
    throttles: 0,
    notInCatalog: 0,
    refreshes: 0,
    ...change,
  };
}

async function read(...scopes: Partial<StoredHealth>[]) {
  const list = async () => scopes.map(stored);
  return readScopeHealth({ list }, { now: NOW, staleAfterMs: 2 * HOUR });
}

describe('readScopeHealth', () => {
  it('finds stale what was listed too long ago or never, but not what can not be listed', async () => {
    const health = await read(
      { lastCompleteAt: '2026-11-24T10:00:00.000Z' },
      { lastCompleteAt: '2026-11-24T09:59:59.999Z' },
      { outcome: 'failed' },
      { outcome: 'unsupported' },
      { outcome: 'blocked' },
    );
    expect(health.map(({ stale }) => stale)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ]);
    expect(health[2]).not.toHaveProperty('lastCompleteAt');
  });

  it('takes a listing that ended in the future for one that ends now', async () => {
    const [health] = await read({ lastCompleteAt: '2031-01-01T00:00:00.000Z' });
    expect(health).toMatchObject({
      lastCompleteAt: '2026-11-24T12:00:00.000Z',
      stale: false,
    });
  });
});
