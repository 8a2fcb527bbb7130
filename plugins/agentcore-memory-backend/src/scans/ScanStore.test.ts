import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { report as anyReport } from '../__testUtils__/reports';
import { FORGOTTEN_AFTER_MS, ScanStore } from './ScanStore';
import { openDatabase } from '../openDatabase';

const SCOPE = {
  providerId: 'main',
  accountId: '111122223333',
  region: 'eu-central-1',
};
const NOW = Date.parse('2026-11-24T12:00:00.000Z');

const report = anyReport({
  startedAt: '2026-11-24T09:00:00.000Z',
  finishedAt: '2026-11-24T09:00:01.000Z',
  memories: 3,
  removed: 2,
  calls: { 'bedrock-agentcore:ListMemories': 2, 'kms:DescribeKey': 1 },
  throttles: 1,
  changed: 2,
});

function at(time: string) {
  return {
    startedAt: `2026-11-24T${time}:00.000Z`,
    finishedAt: `2026-11-24T${time}:01.000Z`,
  };
}

describe('ScanStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function create(id: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(id);
    const database = mockServices.database({
      knex,
      migrations: { skip: false },
    });
    return {
      database,
      store: new ScanStore(await openDatabase(database), () => NOW),
    };
  }

  describe.each(databases.eachSupportedId())('in %p', id => {
    it('keeps the last attempt and the last complete listing', async () => {
      const { store } = await create(id);
      expect(await store.list()).toEqual([]);
      expect(await store.has(SCOPE)).toBe(false);

      await store.save(report);
      await store.save({
        ...report,
        ...at('10:00'),
        outcome: 'failed',
        reason: 'denied',
        memories: 0,
        calls: { 'bedrock-agentcore:ListMemories': 1 },
        throttles: 0,
        notInCatalog: 2,
      });
      const scope = 'main/111122223333/eu-central-1';
      const failed = {
        scope,
        outcome: 'failed',
        reason: 'denied',
        lastAttemptAt: '2026-11-24T10:00:01.000Z',
        lastCompleteAt: '2026-11-24T09:00:01.000Z',
        memories: 3,
        durationMs: 1_000,
        calls: { 'bedrock-agentcore:ListMemories': 1 },
        throttles: 0,
        notInCatalog: 2,
        refreshes: 0,
      };
      expect(await store.list()).toEqual([failed]);
      expect(await store.has(SCOPE)).toBe(true);

      await store.save({
        ...report,
        ...at('11:00'),
        outcome: 'unsupported',
        memories: 0,
      });
      const [unsupported] = await store.list();
      expect(unsupported).toMatchObject({
        outcome: 'unsupported',
        lastCompleteAt: '2026-11-24T09:00:01.000Z',
        memories: 3,
      });
      expect(unsupported).not.toHaveProperty('reason');
      expect(unsupported).toMatchObject({ notInCatalog: 0 });
    }, 60_000);

    it('counts looks because of events, which say nothing else about the scope', async () => {
      const { store } = await create(id);
      const refreshed = {
        ...report,
        ...at('10:30'),
        outcome: 'refreshed' as const,
        notInCatalog: 0,
      };
      // Nothing has listed the scope yet, so there is nothing to show it with.
      expect(await store.save(refreshed)).toBe(false);
      expect(await store.list()).toEqual([]);

      const scan = { ...report, notInCatalog: 1 };
      await store.save(scan);
      const [before] = await store.list();
      for (let i = 0; i < 25; i += 1) {
        expect(await store.save(refreshed)).toBe(false);
      }
      expect(await store.list()).toEqual([{ ...before, refreshes: 25 }]);
      expect(await store.reportsOf(SCOPE)).toEqual([scan]);

      await store.save({ ...report, ...at('11:00') });
      expect(await store.list()).toMatchObject([{ refreshes: 25 }]);
    }, 60_000);

    it('tells whether the health of a scope differs from before', async () => {
      const { store } = await create(id);
      const saved: boolean[] = [];
      for (const change of [
        {},
        { memories: 9, changed: 0, throttles: 9 },
        { notInCatalog: 1, reason: 'one is missing' },
        { notInCatalog: 1, reason: 'one is missing' },
        { notInCatalog: 1, reason: 'another is missing' },
        { notInCatalog: 2, reason: 'another is missing' },
        { outcome: 'failed' as const, notInCatalog: 2 },
        { outcome: 'failed' as const, notInCatalog: 2, reason: 'denied' },
        { notInCatalog: 2, reason: 'denied' },
        {},
      ]) {
        saved.push(await store.save({ ...report, ...change }));
      }
      expect(saved).toEqual([
        true,
        false,
        true,
        false,
        true,
        true,
        true,
        true,
        true,
        true,
      ]);
    }, 60_000);

    it('does not believe that a listing ended later than now', async () => {
      const { store } = await create(id);
      const ahead = { ...report, finishedAt: '2026-11-25T12:00:00.000Z' };
      await store.save(ahead);
      expect(await store.list()).toMatchObject([
        {
          lastCompleteAt: new Date(NOW).toISOString(),
          // As it was reported: the end of the run is compared with it.
          lastAttemptAt: ahead.finishedAt,
        },
      ]);
    }, 60_000);

    it('keeps the reports of the last twenty scans of each scope, newest first', async () => {
      const { store } = await create(id);
      const other = { ...report, region: 'us-east-1' };
      await store.save(other);
      for (let minute = 10; minute < 32; minute += 1) {
        await store.save({ ...report, ...at(`10:${minute}`) });
      }
      // It was under way for long, and is older than what is kept already.
      await store.save({ ...report, ...at('08:00') });

      const reports = await store.reportsOf(SCOPE);
      expect(reports).toHaveLength(20);
      expect(reports[0]).toEqual({ ...report, ...at('10:31') });
      expect(reports[19]).toEqual({ ...report, ...at('10:12') });
      expect(await store.reportsOf(other)).toEqual([other]);
    }, 60_000);

    it('forgets scopes that are gone, with their reports', async () => {
      const { store, database } = await create(id);
      const long = new Date(NOW - FORGOTTEN_AFTER_MS - 1).toISOString();
      const other = { ...report, providerId: 'other' };
      const removed = { ...report, providerId: 'removed', finishedAt: long };
      for (const each of [report, other, removed]) await store.save(each);
      await store.save({ ...report, region: 'us-east-1', ...at('11:30') });

      await store.forgetBefore({
        providerId: 'main',
        startedAt: '2026-11-24T11:00:00.000Z',
      });
      expect((await store.list()).map(({ scope }) => scope)).toEqual([
        'main/111122223333/us-east-1',
        'other/111122223333/eu-central-1',
      ]);
      for (const gone of [report, removed]) {
        expect(await store.reportsOf(gone)).toEqual([]);
      }
      expect(await store.reportsOf(other)).toHaveLength(1);

      // Another replica starts.
      const replica = new ScanStore(await openDatabase(database));
      expect(await replica.list()).toHaveLength(2);
    }, 60_000);
  });
});
