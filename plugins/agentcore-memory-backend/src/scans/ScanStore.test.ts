import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ScanStore } from './ScanStore';

const report = {
  providerId: 'main',
  accountId: '111122223333',
  region: 'eu-central-1',
  startedAt: '2026-11-24T09:00:00.000Z',
  finishedAt: '2026-11-24T09:00:01.000Z',
  outcome: 'complete',
  memories: 3,
} as const;

describe('ScanStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  it.each(databases.eachSupportedId())(
    'keeps the last attempt and the last complete listing, in %p',
    async id => {
      const knex = await databases.init(id);
      const database = mockServices.database({
        knex,
        migrations: { skip: false },
      });
      const store = await ScanStore.create(database);
      expect(await store.list()).toEqual([]);

      await store.save(report);
      await store.save({
        ...report,
        finishedAt: '2026-11-24T10:00:00.000Z',
        outcome: 'failed',
        reason: 'denied',
        memories: 0,
      });
      const scope = 'main/111122223333/eu-central-1';
      expect(await store.list()).toEqual([
        {
          scope,
          outcome: 'failed',
          reason: 'denied',
          lastAttemptAt: '2026-11-24T10:00:00.000Z',
          lastCompleteAt: '2026-11-24T09:00:01.000Z',
          memories: 3,
        },
      ]);

      await store.save({ ...report, finishedAt: '2026-11-24T11:00:00.000Z' });
      await store.save({ ...report, providerId: 'other' });
      await store.forgetBefore({
        providerId: 'main',
        startedAt: '2026-11-24T12:00:00.000Z',
      });
      expect((await store.list()).map(row => row.scope)).toEqual([
        'other/111122223333/eu-central-1',
      ]);
      // Another replica starts.
      await ScanStore.create(database);
    },
    60_000,
  );
});
