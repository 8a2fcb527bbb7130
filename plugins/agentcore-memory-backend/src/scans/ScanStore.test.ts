import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { report as anyReport } from '../__testUtils__/reports';
import { FORGOTTEN_AFTER_MS, ScanStore } from './ScanStore';

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
    return { database, store: await ScanStore.create(database, () => NOW) };
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
        refusedListing: 'digest',
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
        refusedListing: 'digest',
      };
      expect(await store.list()).toEqual([failed]);

      await store.save({ ...report, ...at('10:30'), outcome: 'refreshed' });
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
      expect(unsupported).not.toHaveProperty('refusedListing');
    }, 60_000);

    it('keeps the last twenty reports of each scope, newest first', async () => {
      const { store } = await create(id);
      const other = { ...report, region: 'us-east-1' };
      await store.save(other);
      for (let minute = 10; minute < 32; minute += 1) {
        await store.save({ ...report, ...at(`10:${minute}`) });
      }
      // It was under way for long, and is older than what is kept already.
      await store.save({ ...report, ...at('08:00') });
      await store.save({ ...report, ...at('10:40'), outcome: 'refreshed' });

      const reports = await store.reportsOf(SCOPE);
      expect(reports).toHaveLength(20);
      expect(reports[0]).toEqual({
        ...report,
        ...at('10:40'),
        outcome: 'refreshed',
      });
      expect(reports[19]).toEqual({ ...report, ...at('10:13') });
      expect(await store.reportsOf(other)).toEqual([other]);
    }, 60_000);

    it('forgets scopes that are gone, with their reports', async () => {
      const { store, database } = await create(id);
      const long = new Date(NOW - FORGOTTEN_AFTER_MS - 1).toISOString();
      const other = { ...report, providerId: 'other' };
      const removed = { ...report, providerId: 'removed', finishedAt: long };
      for (const each of [report, other, removed]) await store.save(each);
      await store.save({ ...report, region: 'us-east-1', ...at('11:30') });
      // Nobody has ever listed the scope of this one.
      const stray = { ...report, region: 'us-west-2' };
      await store.save({ ...stray, outcome: 'refreshed' });

      await store.forgetBefore({
        providerId: 'main',
        startedAt: '2026-11-24T11:00:00.000Z',
      });
      expect((await store.list()).map(({ scope }) => scope)).toEqual([
        'main/111122223333/us-east-1',
        'other/111122223333/eu-central-1',
      ]);
      for (const gone of [report, removed, stray]) {
        expect(await store.reportsOf(gone)).toEqual([]);
      }
      expect(await store.reportsOf(other)).toHaveLength(1);

      // Another replica starts.
      const replica = await ScanStore.create(database);
      expect(await replica.list()).toHaveLength(2);
    }, 60_000);

    it('keeps what was known before it was updated', async () => {
      const knex = await databases.init(id);
      const directory = `${__dirname}/../../migrations`;
      await knex.migrate.up({ directory, name: '20261124000000_scans.js' });
      await knex('scans').insert({
        scope: 'main/111122223333/eu-central-1',
        provider_id: 'main',
        outcome: 'complete',
        last_attempt_at: report.finishedAt,
        last_complete_at: report.finishedAt,
        memories: 3,
      });
      const store = await ScanStore.create(
        mockServices.database({ knex, migrations: { skip: false } }),
      );
      expect(await store.list()).toMatchObject([
        { memories: 3, durationMs: 0, calls: {}, throttles: 0 },
      ]);
      await knex.migrate.down({ directory });
      expect(await knex('scans').first()).not.toHaveProperty('calls');
    }, 60_000);
  });
});
