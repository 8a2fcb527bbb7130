import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { memoryNow, recordingAt } from '../__testUtils__/memoriesNow';
import { openDatabase } from '../openDatabase';
import { HistoryReader } from './HistoryReader';
import { HistoryRecorder, KEPT_DAYS } from './HistoryRecorder';

const ALL = { from: '2025-01-01', to: '2027-12-31' };
const A = 'group:default/a';
const B = 'group:default/b';

describe('history', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  describe.each(databases.eachSupportedId())('in %p', id => {
    async function create() {
      const knex = await databases.init(id);
      const db = await openDatabase(
        mockServices.database({ knex, migrations: { skip: false } }),
      );
      return {
        db,
        recorder: new HistoryRecorder(db),
        reader: new HistoryReader(db),
      };
    }

    async function kindsIn(reader: HistoryReader, owners?: Set<string>) {
      const rows = await reader.transitions(ALL, owners, 100);
      return rows.map(({ kind, title, rule }) =>
        [kind, title, rule].filter(Boolean).join(' '),
      );
    }

    it('begins without news, and then tells what happens, newest first', async () => {
      const { recorder, reader } = await create();
      expect(await recorder.isEmpty()).toBe(true);
      expect(await reader.about()).toEqual({ number: 0 });
      await recorder.record(
        recordingAt('2026-03-01T10:00:00Z', [
          memoryNow('bad', ['fail']),
          memoryNow('good', ['pass']),
        ]),
      );
      expect(await recorder.isEmpty()).toBe(false);
      expect(await reader.about()).toEqual({
        number: 1,
        firstDay: '2026-03-01',
        recordedAt: '2026-03-01T10:00:00.000Z',
      });
      expect(await kindsIn(reader)).toEqual([]);

      await recorder.record(
        recordingAt('2026-03-04T10:00:00Z', [
          memoryNow('bad', ['pass']),
          memoryNow('good', ['fail']),
          memoryNow('came', ['pass', 'fail']),
        ]),
      );
      await recorder.record(
        recordingAt('2026-03-06T22:00:00Z', [
          memoryNow('bad', ['pass']),
          memoryNow('came', ['pass', 'unknown']),
        ]),
      );
      expect(await kindsIn(reader)).toEqual([
        'gone good customer-managed-key',
        'no-longer-assessed came key-usable',
        'new came key-usable',
        'regressed good customer-managed-key',
        'resolved bad customer-managed-key',
      ]);
      expect(Object.fromEntries(await reader.transitionCounts(ALL))).toEqual({
        gone: 1,
        'no-longer-assessed': 1,
        new: 1,
        regressed: 1,
        resolved: 1,
      });
      // How long the first one failed is not known: it did before recording began.
      expect(await reader.endedFailures(ALL)).toEqual([
        null,
        2.5 * 24 * 3600_000,
      ]);
      const period = { from: '2026-03-05', to: '2026-03-06' };
      expect(await reader.transitions(period, undefined, 1)).toMatchObject([
        { kind: 'gone' },
      ]);
      expect(
        (await reader.transitionCounts(period)).get('new'),
      ).toBeUndefined();
      expect(await reader.transitions(ALL, new Set(), 100)).toEqual([]);
      expect(await kindsIn(reader, new Set([B]))).toEqual([]);
    });

    it('keeps the last counts of each owner on each day', async () => {
      const { recorder, reader } = await create();
      const bad = memoryNow('bad', ['fail']);
      const other = memoryNow('other', ['pass'], { ownerKey: B });
      await recorder.record(recordingAt('2026-03-01T01:00:00Z', [bad, other]));
      await recorder.record(recordingAt('2026-03-01T23:59:59Z', [bad]));
      await recorder.record(recordingAt('2026-03-03T00:00:00Z', [bad, other]));
      const days = await reader.days(ALL);
      expect(
        [...days].map(([day, [{ counts, covered }]]) => [
          day,
          counts['non-compliant'],
          counts.compliant,
          covered,
        ]),
      ).toEqual([
        ['2026-03-01', 1, 0, 1],
        ['2026-03-03', 1, 1, 2],
      ]);
      expect([...(await reader.days(ALL, new Set([B]))).keys()]).toEqual([
        '2026-03-03',
      ]);
      expect(await reader.recordedDays(ALL)).toEqual([
        '2026-03-01',
        '2026-03-03',
      ]);
      expect((await reader.days(ALL, new Set())).size).toBe(0);
    });

    it('gives each owner’s score of thirteen weeks, and since when something fails', async () => {
      const { recorder, reader } = await create();
      const good = memoryNow('good', ['pass']);
      const other = memoryNow('other', ['pass'], { ownerKey: B });
      await recorder.record(
        recordingAt('2026-03-01T10:00:00Z', [
          good,
          other,
          memoryNow('old', ['fail'], { ownerKey: B }),
        ]),
      );
      const bad = memoryNow('good', ['fail']);
      await recorder.record(recordingAt('2026-03-08T10:00:00Z', [bad, other]));
      const recorded = await reader.recorded(new Date('2026-03-15T12:00:00Z'));
      expect(recorded.trendOf([A])).toEqual([...Array(10).fill(null), 100, 0]);
      expect(recorded.trendOf([B])).toEqual([...Array(10).fill(null), 50, 100]);
      expect(recorded.trendOf([A, B]).slice(-2)).toEqual([66, 50]);
      expect(recorded.failingOf([A, B])).toEqual({
        failingSince: '2026-03-08T10:00:00.000Z',
        failsFromStart: false,
      });
      expect(recorded.failingOf([B])).toEqual({ failsFromStart: false });
      // Nothing is read again until there is something new.
      await recorder.record(recordingAt('2026-03-15T13:00:00Z', [bad, other]));
      const changed = await reader.recorded(new Date('2026-03-15T13:00:01Z'));
      expect(changed).not.toBe(recorded);
      await recorder.record(recordingAt('2026-03-15T14:00:00Z', [bad, other]));
      const same = await reader.recorded(new Date('2026-03-15T14:00:01Z'));
      expect(same).toBe(changed);
    });

    it('says of what failed already that it did so from the start', async () => {
      const { recorder, reader } = await create();
      await recorder.record(
        recordingAt('2026-03-01T10:00:00Z', [memoryNow('bad', ['fail'])]),
      );
      const recorded = await reader.recorded(new Date('2026-03-01T12:00:00Z'));
      expect(recorded.failingOf([A])).toEqual({ failsFromStart: true });
    });

    it('records a scope for the first time without news', async () => {
      const { recorder, reader } = await create();
      const elsewhere = { scope: 'main/111122223333/us-east-1' };
      await recorder.record(
        recordingAt('2026-03-01T10:00:00Z', [memoryNow('one', ['pass'])]),
      );
      await recorder.record(
        recordingAt('2026-03-02T10:00:00Z', [
          memoryNow('one', ['pass']),
          memoryNow('two', ['fail']),
          memoryNow('far', ['fail'], elsewhere),
        ]),
      );
      expect(await kindsIn(reader)).toEqual(['new two customer-managed-key']);
    });

    it('records a mark and no transition where settings or version changed', async () => {
      const { recorder, reader } = await create();
      const judged = (assessedWith: string, outcomes: ['pass' | 'fail'][]) =>
        outcomes.map(([outcome], index) =>
          memoryNow(`m${index}`, [outcome], { assessedWith }),
        );
      await recorder.record(
        recordingAt(
          '2026-03-01T10:00:00Z',
          judged('1.0.0+a', [['pass'], ['pass'], ['fail']]),
        ),
      );
      // The catalog shows some of them first.
      await recorder.record(
        recordingAt('2026-03-02T10:00:00Z', [
          ...judged('1.0.0+b', [['fail']]),
          ...judged('1.0.0+a', [['pass'], ['pass'], ['fail']]).slice(1),
        ]),
      );
      await recorder.record(
        recordingAt(
          '2026-03-02T11:00:00Z',
          judged('1.0.0+b', [['fail'], ['pass'], ['pass']]),
        ),
      );
      await recorder.record(
        recordingAt(
          '2026-03-05T11:00:00Z',
          judged('1.1.0+b', [['fail'], ['pass'], ['pass']]),
        ),
      );
      expect(await kindsIn(reader)).toEqual([]);
      expect(await reader.marks(ALL)).toEqual([
        {
          at: '2026-03-02T10:00:00.000Z',
          kind: 'settings',
          version: '1.0.0',
          memories: 2,
        },
        {
          at: '2026-03-05T11:00:00.000Z',
          kind: 'version',
          version: '1.1.0',
          memories: 0,
        },
      ]);
      expect(
        await reader.marks({ from: '2026-03-03', to: '2026-03-04' }),
      ).toEqual([]);
    });

    it('lets no memory go that the catalog only does not show, and counts it as unknown', async () => {
      const { recorder, reader } = await create();
      const one = memoryNow('one', ['fail']);
      const two = memoryNow('two', ['pass']);
      await recorder.record(recordingAt('2026-03-01T10:00:00Z', [one, two]));
      await recorder.record(
        recordingAt('2026-03-02T10:00:00Z', [two], {
          listed: 2,
          notInCatalog: 1,
        }),
      );
      // The catalog has lost everything.
      await recorder.record(
        recordingAt('2026-03-03T10:00:00Z', [], {
          listed: 2,
          notInCatalog: 2,
        }),
      );
      // The scope was never listed completely since.
      await recorder.record(
        recordingAt('2026-03-04T10:00:00Z', [], { listed: undefined }),
      );
      expect(await kindsIn(reader)).toEqual([]);
      const days = await reader.days(ALL);
      expect(
        [...days].map(([day, [{ counts, covered }]]) => [
          day,
          counts['non-compliant'],
          counts.compliant,
          counts.unknown,
          covered,
        ]),
      ).toEqual([
        ['2026-03-01', 1, 1, 0, 2],
        ['2026-03-02', 0, 1, 1, 1],
        ['2026-03-03', 0, 0, 2, 0],
        ['2026-03-04', 0, 0, 2, 0],
      ]);
      await recorder.record(
        recordingAt('2026-03-05T10:00:00Z', [memoryNow('one', ['pass']), two]),
      );
      expect(await kindsIn(reader)).toEqual([
        'resolved one customer-managed-key',
      ]);
    });

    it('tells what happens in a scope of which the catalog never shows one memory', async () => {
      const { recorder, reader } = await create();
      const one = memoryNow('one', ['pass']);
      const lacking = { listed: 2, notInCatalog: 1 };
      await recorder.record(
        recordingAt('2026-03-01T10:00:00Z', [one], lacking),
      );
      await recorder.record(
        recordingAt('2026-03-02T10:00:00Z', [one, memoryNow('two', ['fail'])], {
          listed: 3,
          notInCatalog: 1,
        }),
      );
      await recorder.record(
        recordingAt('2026-03-04T10:00:00Z', [one], lacking),
      );
      expect(await kindsIn(reader)).toEqual([
        'gone two customer-managed-key',
        'new two customer-managed-key',
      ]);
      expect(await reader.endedFailures(ALL)).toEqual([2 * 24 * 3600_000]);
      const recorded = await reader.recorded(new Date('2026-03-04T12:00:00Z'));
      expect(recorded.failingOf([A])).toEqual({ failsFromStart: false });
      // Whose the one is that is never shown is not known: it counts for everybody together.
      const [all] = (await reader.days(ALL)).get('2026-03-04')!;
      expect([all.covered, all.notCounted]).toEqual([1, 1]);
      const [own] = (await reader.days(ALL, new Set([A]))).get('2026-03-04')!;
      expect([own.covered, own.notCounted]).toEqual([1, 0]);
    });

    it('lets no memory go because others came', async () => {
      const { recorder, reader } = await create();
      const named = (...titles: string[]) =>
        titles.map(title => memoryNow(title, ['fail']));
      await recorder.record(
        recordingAt('2026-03-01T10:00:00Z', named('a', 'b', 'c')),
      );
      // Two more are listed and not shown yet.
      await recorder.record(
        recordingAt('2026-03-02T10:00:00Z', named('a', 'b', 'c'), {
          listed: 5,
        }),
      );
      // They are shown now, and two others are lost.
      await recorder.record(
        recordingAt('2026-03-02T10:10:00Z', named('c', 'd', 'e'), {
          listed: 5,
          notInCatalog: 2,
        }),
      );
      await recorder.record(
        recordingAt('2026-03-02T10:20:00Z', named('a', 'b', 'c', 'd', 'e')),
      );
      // One came by an event, which is no listing, while another is lost.
      await recorder.record(
        recordingAt('2026-03-02T10:30:00Z', named('b', 'c', 'd', 'e', 'f'), {
          listed: 5,
          listedAt: '2026-03-02T10:20:00.000Z',
        }),
      );
      expect(await kindsIn(reader)).toEqual(
        ['f', 'e', 'd'].map(title => `new ${title} customer-managed-key`),
      );
    });

    it('lets a memory go that is deleted while another is lost, once that one is back', async () => {
      const { recorder, reader } = await create();
      const named = (...titles: string[]) =>
        titles.map(title => memoryNow(title, ['fail']));
      // One is never shown.
      await recorder.record(
        recordingAt('2026-03-01T10:00:00Z', named('a', 'b', 'c'), {
          listed: 4,
          notInCatalog: 1,
        }),
      );
      await recorder.record(
        recordingAt('2026-03-02T10:00:00Z', named('c'), {
          listed: 3,
          notInCatalog: 2,
        }),
      );
      expect(await kindsIn(reader)).toEqual([]);
      await recorder.record(
        recordingAt('2026-03-03T10:00:00Z', named('a', 'c'), {
          listed: 3,
          notInCatalog: 1,
        }),
      );
      expect(await kindsIn(reader)).toEqual(['gone b customer-managed-key']);
    });

    it('records nothing new where only the order or the process differs', async () => {
      const { db, recorder, reader } = await create();
      const one = memoryNow('one', ['pass']);
      const two = memoryNow('two', ['fail'], { ownerKey: B });
      const changed: boolean[] = [];
      const recorders = [recorder, new HistoryRecorder(db)];
      for (let minute = 0; minute < 6; minute += 1) {
        changed.push(
          await recorders[minute % 2].record(
            recordingAt(
              `2026-03-01T10:0${minute}:00Z`,
              minute % 3 ? [one, two] : [two, one],
            ),
          ),
        );
      }
      expect(changed).toEqual([true, ...Array(5).fill(false)]);
      expect((await reader.about()).number).toBe(1);
    });

    it('records a day on which there is nothing, and forgets a scope that is not looked at', async () => {
      const { recorder, reader } = await create();
      const bad = [memoryNow('one', ['fail'])];
      await recorder.record(recordingAt('2026-03-01T10:00:00Z', bad));
      await recorder.record({
        at: new Date('2026-03-02T10:00:00Z'),
        memories: [],
        scopes: [],
      });
      expect(await reader.recordedDays(ALL)).toEqual([
        '2026-03-01',
        '2026-03-02',
      ]);
      // It is looked at again: what is there is not new.
      await recorder.record(recordingAt('2026-03-03T10:00:00Z', bad));
      expect(await kindsIn(reader)).toEqual(['gone one customer-managed-key']);
    });

    it('ends no failure where a scope is not looked at any more', async () => {
      const { recorder, reader } = await create();
      await recorder.record(
        recordingAt('2026-03-01T10:00:00Z', [memoryNow('one', ['pass'])]),
      );
      await recorder.record(
        recordingAt('2026-03-02T10:00:00Z', [memoryNow('one', ['fail'])]),
      );
      await recorder.record({
        at: new Date('2026-03-03T10:00:00Z'),
        memories: [],
        scopes: [],
      });
      expect(await kindsIn(reader)).toEqual([
        'gone one customer-managed-key',
        'regressed one customer-managed-key',
      ]);
      expect(await reader.endedFailures(ALL)).toEqual([]);
    });

    it('is not kept from recording by a clock that was far ahead', async () => {
      const { recorder, reader } = await create();
      const good = memoryNow('one', ['pass']);
      await recorder.record(recordingAt('2026-03-09T10:00:00Z', [good]));
      await recorder.record(
        recordingAt('2026-03-02T10:00:00Z', [memoryNow('one', ['fail'])]),
      );
      expect(await kindsIn(reader)).toEqual([
        'regressed one customer-managed-key',
      ]);
    });

    it('does not record what is older than what was recorded', async () => {
      const { recorder, reader } = await create();
      const good = memoryNow('one', ['pass']);
      const bad = memoryNow('one', ['fail']);
      await recorder.record(recordingAt('2026-03-01T10:00:00Z', [good]));
      await recorder.record(recordingAt('2026-03-01T12:00:00Z', [bad]));
      expect(
        await recorder.record(recordingAt('2026-03-01T11:59:30Z', [good])),
      ).toBe(false);
      expect(await kindsIn(reader)).toEqual([
        'regressed one customer-managed-key',
      ]);
    });

    it('tells each thing once, whichever process records it', async () => {
      const { db, recorder, reader } = await create();
      const replica = new HistoryRecorder(db);
      const good = memoryNow('one', ['pass']);
      const bad = memoryNow('one', ['fail']);
      await recorder.record(recordingAt('2026-03-01T10:00:00Z', [good]));
      await Promise.all([
        recorder.record(recordingAt('2026-03-01T11:00:00.000Z', [bad])),
        replica.record(recordingAt('2026-03-01T11:00:00.001Z', [bad])),
      ]);
      await recorder.record(recordingAt('2026-03-01T12:00:00Z', [bad]));
      expect(await kindsIn(reader)).toEqual([
        'regressed one customer-managed-key',
      ]);
      expect(await replica.findDifferent([bad])).toEqual([]);
      expect(await replica.findDifferent([good])).toEqual([good.entityRef]);
      expect(await replica.findDifferent([])).toEqual([good.entityRef]);
    });

    it('forgets what is older than it is kept for', async () => {
      const { recorder, reader } = await create();
      const start = Date.parse('2026-01-01T12:00:00Z');
      const after = (days: number) =>
        new Date(start + days * 24 * 3600_000).toISOString();
      await recorder.record(
        recordingAt(after(0), [memoryNow('one', ['pass'])]),
      );
      await recorder.record(
        recordingAt(after(1), [
          memoryNow('one', ['fail'], { assessedWith: '1.0.0+b' }),
          memoryNow('two', ['pass']),
        ]),
      );
      const later = [
        memoryNow('one', ['fail'], { assessedWith: '1.0.0+b' }),
        memoryNow('two', ['fail']),
      ];
      await recorder.record(recordingAt(after(KEPT_DAYS + 1), later));
      expect(await reader.recordedDays(ALL)).toEqual([
        after(1).slice(0, 10),
        after(KEPT_DAYS + 1).slice(0, 10),
      ]);
      expect(await kindsIn(reader)).toHaveLength(2);
      await recorder.record(recordingAt(after(KEPT_DAYS + 2), later));
      expect(await reader.recordedDays(ALL)).toHaveLength(2);
      expect(await kindsIn(reader)).toEqual([
        'regressed two customer-managed-key',
      ]);
      expect(await reader.marks(ALL)).toEqual([]);
    });

    it('keeps many memories and owners', async () => {
      const { recorder, reader } = await create();
      const many = (outcome: 'pass' | 'fail') =>
        Array.from({ length: 1300 }, (_, index) =>
          memoryNow(`m${index}`, [outcome], {
            ownerKey: `group:default/g${index}`,
          }),
        );
      await recorder.record(recordingAt('2026-03-01T10:00:00Z', many('pass')));
      await recorder.record(recordingAt('2026-03-02T10:00:00Z', many('fail')));
      const owners = new Set(many('pass').map(({ ownerKey }) => ownerKey));
      const counts = await reader.transitionCounts(ALL, owners);
      expect(counts.get('regressed')).toBe(1300);
      const days = await reader.days(ALL, owners);
      const total = days
        .get('2026-03-02')!
        .reduce((sum, { counts: day }) => sum + day['non-compliant'], 0);
      expect(total).toBe(1300);
    });
  });
});
