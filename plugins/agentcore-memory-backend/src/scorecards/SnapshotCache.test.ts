import { mockServices } from '@backstage/backend-test-utils';
import { MemorySnapshot, SnapshotReader } from './MemorySnapshot';
import { SnapshotCache } from './SnapshotCache';

describe('SnapshotCache', () => {
  const logger = mockServices.logger.mock();
  /** What was read, and when. */
  let readings: [at: number, what: 'all' | 'owners' | string][];
  let now: number;
  /** How long reading everything takes. */
  let allTakes: number;
  let failing: boolean;
  let cache: SnapshotCache;

  const read = async (what: string, ms = 0): Promise<MemorySnapshot> => {
    readings.push([now, what]);
    const readAt = new Date(now);
    now += ms;
    if (failing) throw new Error('down');
    return { memories: [], owners: new Map(), readAt };
  };
  const reader: Pick<SnapshotReader, 'readAll' | 'readScopes' | 'readOwners'> =
    {
      readAll: () => read('all', allTakes),
      readScopes: (_, scopes) => read(scopes.join(' ')),
      readOwners: () => read('owners'),
    };

  /** Asks every quarter of a second until then, and gives what was read meanwhile. */
  async function askUntil(end: number) {
    readings = [];
    for (; now <= end; now += 250) await cache.get();
    return readings;
  }

  beforeEach(async () => {
    jest.clearAllMocks();
    readings = [];
    now = 0;
    allTakes = 0;
    failing = false;
    cache = new SnapshotCache({ reader, logger, now: () => now });
    await cache.get();
    now = 10_000;
  });

  it('reads everything at first, then nothing but the owners once a minute', async () => {
    expect(readings).toEqual([[0, 'all']]);
    expect(await askUntil(179_999)).toEqual([
      [60_000, 'owners'],
      [120_000, 'owners'],
    ]);
    expect(await askUntil(605_000)).toContainEqual([600_000, 'all']);
  });

  it('reads nothing without a request', async () => {
    cache.scopeChanged('a');
    cache.runFinished();
    now = 3600_000;
    expect(readings).toEqual([[0, 'all']]);
    expect((await cache.get()).readAt).toEqual(new Date(now));
    expect(readings).toHaveLength(2);
  });

  it('reads a scope that changed, with growing pauses, until the catalog must show it', async () => {
    cache.scopeChanged('a');
    expect(await askUntil(59_000)).toEqual(
      [10_000, 11_000, 12_000, 14_000, 18_000, 26_000, 40_000].map(at => [
        at,
        'a',
      ]),
    );
  });

  it('begins anew with each report of a change, once a second at most', async () => {
    cache.scopeChanged('a');
    await askUntil(20_000);
    cache.scopeChanged('a');
    const times = (await askUntil(55_000)).map(([at]) => at);
    expect(times).toEqual([
      20_250, 21_250, 22_250, 24_250, 28_250, 36_250, 50_250,
    ]);

    readings = [];
    now = 56_000;
    for (let i = 0; i < 20; i += 1) {
      cache.scopeChanged('a');
      await cache.get();
      now += 100;
    }
    expect(readings).toEqual([
      [56_000, 'a'],
      [57_000, 'a'],
    ]);
  });

  it('reads a change after it has settled, also when no request came meanwhile', async () => {
    cache.scopeChanged('a');
    now = 49_000;
    expect(await askUntil(59_000)).toEqual([[49_000, 'a']]);
  });

  it('reads the scopes that are due in one go, and only these', async () => {
    cache.scopeChanged('a');
    await askUntil(11_500);
    cache.scopeChanged('b');
    expect((await askUntil(16_000)).map(([, what]) => what)).toEqual([
      'a b',
      'b',
      'a b',
      'b',
    ]);
  });

  it('reads everything once where many scopes changed, with a pause of ten times as long', async () => {
    allTakes = 2_000;
    for (let i = 0; i <= 50; i += 1) cache.scopeChanged(`s${i}`);
    const wholes = await askUntil(59_000);
    expect(wholes).toEqual([
      [10_000, 'all'],
      // 22 seconds later at the earliest: it took two.
      [32_000, 'all'],
      [54_000, 'all'],
    ]);
    // By then every change has settled.
    expect((await askUntil(200_000)).map(([, what]) => what)).not.toContain(
      'all',
    );
  });

  it('reads fifty scopes by themselves', async () => {
    for (let i = 0; i < 50; i += 1) cache.scopeChanged(`s${i}`);
    const [[, what]] = await askUntil(10_000);
    expect(what.split(' ')).toHaveLength(50);
  });

  it('reads scopes that changed while reading everything has to pause', async () => {
    allTakes = 2_000;
    cache.runFinished();
    expect(await askUntil(13_000)).toEqual([[10_000, 'all']]);
    cache.runFinished();
    cache.scopeChanged('a');
    expect(await askUntil(15_000)).toEqual([
      [13_250, 'a'],
      [14_250, 'a'],
    ]);
    expect(await askUntil(33_000)).toContainEqual([32_000, 'all']);
  });

  it('reads everything after a run, and again when the catalog must have followed', async () => {
    cache.runFinished();
    expect(await askUntil(59_000)).toEqual([
      [10_000, 'all'],
      [40_000, 'all'],
    ]);
  });

  it('keeps a report that comes while the scope is read', async () => {
    let reported = () => {};
    const slowCache = new SnapshotCache({
      reader: {
        ...reader,
        async readScopes(snapshot, scopes) {
          const answer = await reader.readScopes(snapshot, scopes);
          now += 500;
          reported();
          return answer;
        },
      },
      logger,
      now: () => now,
    });
    await slowCache.get();
    readings = [];
    now = 20_000;
    slowCache.scopeChanged('a');
    reported = () => slowCache.scopeChanged('a');
    await slowCache.get();
    reported = () => {};
    now = 60_000;
    await slowCache.get();
    expect(readings).toEqual([
      [20_000, 'a'],
      [60_000, 'a'],
    ]);
  });

  it('gives the earlier snapshot while a reading fails, and tries again after a second', async () => {
    const earlier = await cache.get();
    failing = true;
    cache.scopeChanged('a');
    expect(await cache.get()).toBe(earlier);
    expect(logger.warn).toHaveBeenCalledTimes(1);
    failing = false;
    expect(await askUntil(10_999)).toEqual([]);
    expect(await askUntil(11_500)).toEqual([[11_000, 'a']]);
    expect(await cache.get()).not.toBe(earlier);
  });

  it('gives the earlier snapshot while a reading takes long, and starts no second one', async () => {
    const earlier = await cache.get();
    const never = new SnapshotCache({
      reader: { ...reader, readScopes: () => new Promise(() => {}) },
      logger,
      now: () => now,
    });
    jest.useFakeTimers();
    const first = await never.get();
    expect(first).toEqual({ ...earlier, readAt: new Date(now) });
    now += 5_000;
    readings = [];
    never.scopeChanged('a');
    for (let i = 0; i < 2; i += 1) {
      const asked = never.get();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await asked).toBe(first);
      now += 60_000;
    }
    expect(readings).toEqual([]);
    jest.useRealTimers();
  });

  it('reads once for requests that come together', async () => {
    const fresh = new SnapshotCache({ reader, logger, now: () => now });
    readings = [];
    await Promise.all([fresh.get(), fresh.get(), fresh.get()]);
    expect(readings).toEqual([[now, 'all']]);
  });

  it('rejects when the catalog has never been read', async () => {
    failing = true;
    const fresh = new SnapshotCache({ reader, logger, now: () => now });
    await expect(fresh.get()).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
    });
    failing = false;
    await expect(fresh.get()).resolves.toBeDefined();
  });
});
