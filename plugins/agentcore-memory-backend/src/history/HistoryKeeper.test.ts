import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { ConflictError } from '@backstage/errors';
import { Outcome, ScopeHealth } from 'backstage-plugin-agentcore-memory-common';
import { HistoryBackfill } from 'backstage-plugin-agentcore-memory-node';
import { memoryNow, SCOPE } from '../__testUtils__/memoriesNow';
import { openDatabase } from '../openDatabase';
import { GroupTree } from '../scorecards/GroupTree';
import { SnapshotMemory } from '../scorecards/MemorySnapshot';
import { ScorecardReader } from '../scorecards/ScorecardReader';
import { ScorecardView } from '../scorecards/ScorecardView';
import { ActiveWaivers } from '../waivers/ActiveWaivers';
import { HistoryKeeper } from './HistoryKeeper';
import { HistoryReader } from './HistoryReader';
import { HistoryRecorder } from './HistoryRecorder';

const ALL = { from: '2025-01-01', to: '2027-12-31' };
const OWNERS = new Map([['group:default/a', { title: 'A', parents: [] }]]);

function snapshotMemory(title: string, ...outcomes: Outcome[]): SnapshotMemory {
  const { ownerKey, ...memory } = memoryNow(title, outcomes);
  return {
    ...memory,
    accountId: '111122223333',
    region: 'eu-central-1',
    ownerRef: ownerKey,
    ownerSource: 'tag:owner',
    complete: !outcomes.includes('unknown'),
  };
}

describe('HistoryKeeper', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3'] });
  let cached: SnapshotMemory[];
  let inCatalog: SnapshotMemory[];
  let scopes: Pick<
    ScopeHealth,
    'scope' | 'memories' | 'notInCatalog' | 'lastCompleteAt'
  >[];
  let now: number;
  let asked: string[][];
  let catalogOwners: typeof OWNERS;
  const scheduler = { scheduleTask: jest.fn(), triggerTask: jest.fn() };
  const logger = mockServices.logger.mock();
  const onRecorded = jest.fn();

  async function create(backfill?: HistoryBackfill) {
    const db = await openDatabase(
      mockServices.database({
        knex: await databases.init('SQLITE_3'),
        migrations: { skip: false },
      }),
    );
    const reader: Pick<ScorecardReader, 'read' | 'asOfNow'> = {
      read: async () => ({
        view: new ScorecardView(
          { memories: cached, owners: OWNERS, readAt: new Date(now) },
          cached,
          new GroupTree(OWNERS),
        ),
        scopes: scopes as ScopeHealth[],
        waivers: new ActiveWaivers([]),
        staleBefore: new Date(now - 3600_000),
      }),
      asOfNow: memories => [...memories],
    };
    return {
      history: new HistoryReader(db),
      keeper: new HistoryKeeper({
        reader: reader as ScorecardReader,
        snapshots: {
          readMemories: async refs => {
            asked.push([...refs]);
            const memories = inCatalog.filter(({ entityRef }) =>
              refs.includes(entityRef),
            );
            return { memories, owners: catalogOwners };
          },
          readAll: async () => {
            asked.push(['everything']);
            return {
              memories: inCatalog,
              owners: catalogOwners,
              readAt: new Date(now),
            };
          },
        },
        recorder: new HistoryRecorder(db),
        scheduler,
        logger,
        backfill,
        onRecorded,
        now: () => new Date(now),
      }),
    };
  }

  const show = (...memories: SnapshotMemory[]) => {
    cached = memories;
    inCatalog = memories;
    now += 60_000;
  };
  const kinds = async (history: HistoryReader) =>
    (await history.transitions(ALL, undefined, 100)).map(
      ({ kind, title }) => `${kind} ${title}`,
    );

  beforeEach(() => {
    jest.clearAllMocks();
    now = Date.parse('2026-03-10T10:00:00Z');
    asked = [];
    catalogOwners = OWNERS;
    scopes = [
      {
        scope: SCOPE,
        memories: 2,
        notInCatalog: 0,
        lastCompleteAt: '2026-03-10T09:59:00Z',
      },
    ];
    cached = [];
    inCatalog = [];
  });

  it('begins when the catalog shows what the scans found', async () => {
    const { keeper, history } = await create();
    show(snapshotMemory('one', 'fail'));
    expect(await keeper.record()).toBe(false);
    expect((await history.about()).firstDay).toBeUndefined();
    show(snapshotMemory('one', 'fail'), snapshotMemory('two', 'pass'));
    expect(await keeper.record()).toBe(true);
    expect((await history.about()).firstDay).toBe('2026-03-10');
    expect(await kinds(history)).toEqual([]);
  });

  it('begins after a while where the catalog never shows everything', async () => {
    const { keeper, history } = await create();
    show(snapshotMemory('one', 'fail'));
    expect(await keeper.record()).toBe(false);
    now += 15 * 60_000;
    expect(await keeper.record()).toBe(true);
    // What the catalog shows of that scope later was not looked for until then.
    show(snapshotMemory('one', 'fail'), snapshotMemory('two', 'fail'));
    await keeper.record();
    expect(await kinds(history)).toEqual([]);
  });

  it('does not wait for what the catalog is known to lack, nor begin before a scan', async () => {
    const { keeper, history } = await create();
    const [scope] = scopes;
    scopes = [];
    show(snapshotMemory('one', 'fail'));
    expect(await keeper.record()).toBe(false);
    scopes = [{ ...scope, notInCatalog: 1 }];
    expect(await keeper.record()).toBe(true);
    expect((await history.about()).firstDay).toBeDefined();
  });

  it('looks again at what differs, and records nothing that the catalog does not say now', async () => {
    const { keeper, history } = await create();
    const bad = [snapshotMemory('one', 'fail'), snapshotMemory('two', 'pass')];
    show(...bad);
    await keeper.record();
    show(snapshotMemory('one', 'pass'), snapshotMemory('two', 'pass'));
    await keeper.record();
    expect(await kinds(history)).toEqual(['resolved one']);
    expect(asked).toEqual([['resource:default/one']]);

    // A process that has not heard of it yet.
    now += 60_000;
    cached = bad;
    expect(await keeper.record()).toBe(false);
    // A process whose snapshot has lost one of them.
    now += 60_000;
    cached = bad.slice(1);
    await keeper.record();
    expect(await kinds(history)).toEqual(['resolved one']);
  });

  it('records for a group that this process has not heard of yet', async () => {
    const { keeper, history } = await create();
    const two = snapshotMemory('two', 'pass');
    show(snapshotMemory('one', 'pass'), two);
    await keeper.record();
    const newTeam = 'group:default/new';
    show({ ...snapshotMemory('one', 'fail'), ownerRef: newTeam }, two);
    catalogOwners = new Map([
      ...OWNERS,
      [newTeam, { title: 'New', parents: [] }],
    ]);
    await keeper.record();
    expect(await history.transitions(ALL, undefined, 9)).toMatchObject([
      { kind: 'regressed', owner_key: newTeam },
    ]);
  });

  it('counts the memories of a deleted group as owner-not-found, also where the snapshot still has the group', async () => {
    const { keeper, history } = await create();
    const all = [snapshotMemory('one', 'fail'), snapshotMemory('two', 'pass')];
    show(...all);
    await keeper.record();
    catalogOwners = new Map();
    show({ ...all[0], title: 'renamed' }, all[1]);
    await keeper.record();
    expect(
      (await history.recorded(new Date(now))).failingOf(['group:default/a']),
    ).toEqual({ failsFromStart: false });
  });

  it('reads everything again where very much differs', async () => {
    const { keeper, history } = await create();
    scopes[0].memories = 2_100;
    const many = (outcome: Outcome) =>
      Array.from({ length: 2_100 }, (_, index) =>
        snapshotMemory(`m${index}`, outcome),
      );
    show(...many('pass'));
    await keeper.record();
    show(...many('fail'));
    await keeper.record();
    expect(asked).toEqual([['everything']]);
    expect((await history.transitionCounts(ALL)).get('regressed')).toBe(2_100);
  });

  it('has a memory gone when a complete listing does not show it either', async () => {
    const { keeper, history } = await create();
    show(snapshotMemory('one', 'pass'), snapshotMemory('two', 'pass'));
    await keeper.record();
    show(snapshotMemory('two', 'pass'));
    await keeper.record();
    expect(await kinds(history)).toEqual([]);
    scopes[0].memories = 1;
    scopes[0].lastCompleteAt = new Date(now).toISOString();
    now += 60_000;
    await keeper.record();
    expect(await kinds(history)).toEqual(['gone one']);
  });

  it('has the memories of a scope gone that is not configured any more', async () => {
    const { keeper, history } = await create();
    show(snapshotMemory('one', 'pass'), snapshotMemory('two', 'pass'));
    await keeper.record();
    scopes = [];
    show();
    await keeper.record();
    expect((await kinds(history)).sort()).toEqual(['gone one', 'gone two']);
  });

  it('takes what was known before from elsewhere, once, and works out what happened', async () => {
    const backfill: jest.MockedFunction<HistoryBackfill> = jest.fn(
      (present, at) =>
        [3, 2].map(days => ({
          at: new Date(at.getTime() - days * 24 * 3600_000),
          memories: present.map(memory => ({
            ...memory,
            outcomes: { 'customer-managed-key': days === 3 ? 'pass' : 'fail' },
          })),
        })),
    );
    const { keeper, history } = await create(backfill);
    show(snapshotMemory('one', 'fail'), snapshotMemory('two', 'pass'));
    await keeper.record();
    show(snapshotMemory('one', 'fail'), snapshotMemory('two', 'pass'));
    await keeper.record();
    expect(backfill).toHaveBeenCalledTimes(1);
    expect(backfill.mock.calls[0][0]).toMatchObject([
      {
        entityRef: 'resource:default/one',
        owner: 'group:default/a',
        outcomes: { 'customer-managed-key': 'fail' },
      },
      { title: 'two' },
    ]);
    expect(await kinds(history)).toEqual([
      'resolved two',
      'regressed two',
      'regressed one',
    ]);
    const days = await history.days(ALL);
    expect(
      [...days].map(([day, [{ counts }]]) => [day, counts.compliant]),
    ).toEqual([
      ['2026-03-07', 2],
      ['2026-03-08', 0],
      ['2026-03-10', 1],
    ]);
  });

  it('runs as a task of all processes together, soon after a change and once more', async () => {
    jest.useFakeTimers({ doNotFake: ['setImmediate'] });
    try {
      const { keeper } = await create();
      await keeper.start();
      expect(scheduler.scheduleTask).toHaveBeenCalledWith(
        expect.objectContaining({
          id: 'agentcore-memory-history',
          scope: 'global',
        }),
      );
      const [{ fn }] = scheduler.scheduleTask.mock.calls[0];
      show(snapshotMemory('one', 'pass'), snapshotMemory('two', 'pass'));
      await fn();
      now += 60_000;
      await fn();
      expect(onRecorded.mock.calls).toMatchObject([
        [{ differs: true, memories: [{ title: 'one' }, { title: 'two' }] }],
        [{ differs: false, at: new Date(now) }],
      ]);
      scheduler.triggerTask.mockRejectedValueOnce(new ConflictError('runs'));
      keeper.changed();
      keeper.changed();
      await jest.advanceTimersByTimeAsync(5_000);
      expect(scheduler.triggerTask).toHaveBeenCalledTimes(1);
      expect(logger.warn).not.toHaveBeenCalled();
      scheduler.triggerTask.mockRejectedValueOnce(new Error('no database'));
      await jest.advanceTimersByTimeAsync(35_000);
      expect(scheduler.triggerTask).toHaveBeenCalledTimes(2);
      expect(logger.warn).toHaveBeenCalledTimes(1);
      await jest.advanceTimersByTimeAsync(600_000);
      expect(scheduler.triggerTask).toHaveBeenCalledTimes(2);
      // While it runs for longer, it is asked again until it has run since.
      scheduler.triggerTask.mockRejectedValueOnce(new ConflictError('runs'));
      scheduler.triggerTask.mockRejectedValueOnce(new ConflictError('runs'));
      keeper.changed();
      await jest.advanceTimersByTimeAsync(600_000);
      expect(scheduler.triggerTask).toHaveBeenCalledTimes(5);
    } finally {
      jest.useRealTimers();
    }
  });
});
