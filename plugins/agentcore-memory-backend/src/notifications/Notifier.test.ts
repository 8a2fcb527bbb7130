import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { NotificationSendOptions } from '@backstage/plugin-notifications-node';
import { Outcome, RULE_IDS } from 'backstage-plugin-agentcore-memory-common';
import { memoryNow, recordingAt } from '../__testUtils__/memoriesNow';
import { DAY_MS, dayOf } from '../days';
import { HistoryRecorder } from '../history/HistoryRecorder';
import { openDatabase } from '../openDatabase';
import { SnapshotMemory } from '../scorecards/MemorySnapshot';
import { WaiverStore } from '../waivers/WaiverStore';
import { Notifier } from './Notifier';
import { NotificationStore } from './NotificationStore';

const A = 'group:default/a';
const B = 'group:default/b';
const OWNERS = new Map([
  [A, { title: 'Team A', parents: [] }],
  [B, { title: 'Team B', parents: [] }],
]);
const USABLE = RULE_IDS.indexOf('key-usable');
const RETENTION = RULE_IDS.indexOf('event-retention');
const START = Date.parse('2026-03-10T10:00:00Z');

/** A memory of which one rule comes out like this and all others pass. */
function memoryOf(
  title: string,
  outcome: Outcome,
  {
    rule = USABLE,
    owner = A,
    key,
    assessedWith = '1.0.0+a',
  }: {
    rule?: number;
    owner?: string;
    key?: string;
    assessedWith?: string;
  } = {},
): SnapshotMemory {
  const outcomes = RULE_IDS.map((_, i) => (i === rule ? outcome : 'pass'));
  const { ownerKey, ...memory } = memoryNow(title, outcomes, { assessedWith });
  return {
    ...memory,
    accountId: '111122223333',
    region: 'eu-central-1',
    ownerRef: owner,
    ownerSource: owner ? 'tag:owner' : 'none',
    ...(key && { keyRef: key }),
    complete: outcome !== 'unknown',
  };
}

describe('Notifier', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

  async function create(
    id: Parameters<typeof databases.init>[0],
    { enabled = true } = {},
  ) {
    const db = await openDatabase(
      mockServices.database({
        knex: await databases.init(id),
        migrations: { skip: false },
      }),
    );
    const recorder = new HistoryRecorder(db);
    const logger = mockServices.logger.mock();
    const sent: NotificationSendOptions[] = [];
    const state = {
      now: START,
      memories: [] as SnapshotMemory[],
      /** Keys that the catalog has, by ref: when each is to be deleted. */
      keys: new Map<string, string | null>(),
      send: async (message: NotificationSendOptions) => {
        sent.push(message);
      },
    };
    const waivers = new WaiverStore(db, () => state.now);
    const make = (isOn = enabled) =>
      new Notifier({
        enabled: isOn,
        store: new NotificationStore(db),
        snapshots: {
          readMemoriesUnder: async refs => ({
            memories: state.memories.filter(({ keyRef }) =>
              refs.includes(keyRef ?? ''),
            ),
            owners: OWNERS,
          }),
        },
        keys: {
          pending: async () =>
            new Map(
              [...state.keys].flatMap(([ref, on]) => (on ? [[ref, on]] : [])),
            ),
          of: async refs =>
            new Map(
              refs
                .filter(ref => state.keys.has(ref))
                .map(ref => [ref, state.keys.get(ref)!]),
            ),
        },
        waivers,
        notifications: { send: message => state.send(message) },
        logger,
        now: () => state.now,
      });
    const notifier = make();
    const runBy = (by: Notifier) =>
      by.run({
        memories: state.memories,
        owners: OWNERS,
        at: new Date(state.now),
      });
    const run = () => runBy(notifier);
    const record = async () => {
      const at = new Date(state.now).toISOString();
      await recorder.record(
        recordingAt(
          at,
          state.memories.map(({ ownerRef, ...memory }) => ({
            ...memory,
            ownerKey: ownerRef,
          })),
        ),
      );
    };
    return {
      state,
      sent,
      logger,
      waivers,
      make,
      record,
      run,
      runBy,
      /** Shows memories a minute later, and tells what there is to tell a minute after that. */
      async show(...memories: SnapshotMemory[]) {
        state.memories = memories;
        state.now += 60_000;
        await record();
        await run();
        state.now += 60_000;
        await run();
      },
      titles: () => sent.map(({ payload }) => payload.title),
    };
  }

  describe.each(databases.eachSupportedId())('in %p', id => {
    it('tells nobody of what is seen for the first time', async () => {
      const { show, sent, state } = await create(id);
      state.keys.set('resource:default/k1', '2026-04-01');
      await show(memoryOf('notes', 'fail', { key: 'resource:default/k1' }));
      await show(memoryOf('notes', 'fail', { key: 'resource:default/k1' }));
      expect(sent).toEqual([]);
    });

    it('tells the owner once of a cause, however many memories it has', async () => {
      const { show, sent } = await create(id);
      const key = 'resource:default/k1';
      const all = (outcome: Outcome) => [
        memoryOf('one', outcome, { key }),
        memoryOf('two', outcome, { key }),
        memoryOf('theirs', outcome, { key, owner: B }),
        memoryOf('fine', 'pass', { key: 'resource:default/k2' }),
      ];
      await show(...all('pass'));
      await show(...all('fail'));
      await show(...all('fail'));
      const byOwner = [...sent].sort((a, b) =>
        JSON.stringify(a.recipients) < JSON.stringify(b.recipients) ? -1 : 1,
      );
      expect(byOwner).toEqual([
        {
          recipients: { type: 'entity', entityRef: A },
          payload: {
            topic: 'regression',
            scope: expect.stringMatching(/^regression:[0-9a-f]{32}$/),
            severity: 'high',
            title: 'Team A: “The key can be used” does not hold any more',
            description: expect.stringContaining(
              'Found on 2026-03-10 for 2 memories;',
            ),
            link: '/agentcore-memory/memories?owner=group%3Adefault%2Fa&rule=key-usable',
          },
        },
        expect.objectContaining({
          recipients: { type: 'entity', entityRef: B },
          payload: expect.objectContaining({
            title: 'Team B: “The key can be used” does not hold any more',
          }),
        }),
      ]);
      expect(JSON.stringify(sent)).not.toMatch(/\bone\b|\btwo\b|k1/);
    });

    it('tells a cause once a day, whichever memories follow, and again where a warning becomes a failure', async () => {
      const { show, state, sent } = await create(id);
      const memories = (...outcomes: Outcome[]) =>
        outcomes.map((outcome, index) =>
          memoryOf(`m${index}`, outcome, { rule: RETENTION }),
        );
      await show(...memories('pass', 'pass', 'pass'));
      await show(...memories('warn', 'pass', 'pass'));
      for (let i = 0; i < 5; i += 1) {
        await show(...memories('pass', 'warn', 'pass'));
        await show(...memories('warn', 'warn', 'pass'));
      }
      const severities = () => sent.map(({ payload }) => payload.severity);
      expect(severities()).toEqual(['normal']);
      await show(...memories('warn', 'warn', 'fail'));
      expect(severities()).toEqual(['normal', 'high']);
      // That another one warns is less than what was told.
      await show(...memories('pass', 'warn', 'fail'));
      await show(...memories('warn', 'warn', 'fail'));
      expect(severities()).toEqual(['normal', 'high']);
      await show(...memories('pass', 'warn', 'fail'));
      state.now += DAY_MS;
      await show(...memories('warn', 'warn', 'fail'));
      expect(severities()).toEqual(['normal', 'high', 'normal']);
    });

    it('takes what is unknown meanwhile for what it was', async () => {
      const { show, run, record, state, sent } = await create(id);
      const { send } = state;
      await show(memoryOf('one', 'pass'), memoryOf('two', 'pass'));
      state.memories = [memoryOf('one', 'fail'), memoryOf('two', 'pass')];
      state.now += 60_000;
      await record();
      state.now += 60_000;
      state.memories = [memoryOf('one', 'unknown'), memoryOf('two', 'pass')];
      await run();
      expect(sent).toHaveLength(1);
      state.now += DAY_MS;
      state.send = async () => {
        throw new Error('down');
      };
      await show(memoryOf('one', 'unknown'), memoryOf('two', 'fail'));
      state.send = send;
      await show(memoryOf('one', 'unknown'), memoryOf('two', 'unknown'));
      expect(sent).toHaveLength(2);
    });

    it('tells that a key can’t be used where its deletion was cancelled before it was told', async () => {
      const { show, state, sent } = await create(id);
      const { send } = state;
      const key = 'resource:default/k1';
      state.keys.set(key, null);
      await show(memoryOf('one', 'pass', { key }));
      state.send = async () => {
        throw new Error('down');
      };
      state.keys.set(key, '2026-04-09');
      await show(memoryOf('one', 'fail', { key }));
      state.keys.set(key, null);
      state.send = send;
      await show(memoryOf('one', 'fail', { key }));
      expect(sent.map(({ payload }) => payload.topic)).toEqual(['regression']);
    });

    it('tells nothing of other settings, of what is over, and of what belongs to nobody', async () => {
      const { show, record, run, state, sent } = await create(id);
      await show(
        memoryOf('settings', 'pass'),
        memoryOf('over', 'pass'),
        memoryOf('nobody', 'pass', { owner: '' }),
        memoryOf('unread', 'pass'),
      );
      const worse = [
        memoryOf('settings', 'fail', { assessedWith: '1.0.0+b' }),
        memoryOf('over', 'fail'),
        memoryOf('nobody', 'fail', { owner: '' }),
        memoryOf('unread', 'unknown'),
      ];
      state.memories = worse;
      state.now += 60_000;
      await record();
      // Mended before it is told.
      state.now += 60_000;
      state.memories = worse.map(memory =>
        memory.title === 'over' ? memoryOf('over', 'pass') : memory,
      );
      await run();
      expect(sent).toEqual([]);
    });

    it('tells of a key that is to be deleted with the date, and not also that it can’t be used', async () => {
      const { show, sent, state, titles } = await create(id);
      const key = 'resource:default/k1';
      state.keys.set(key, null);
      await show(
        memoryOf('one', 'pass', { key }),
        memoryOf('two', 'pass', { key }),
      );
      state.keys.set(key, '2026-04-09');
      await show(
        memoryOf('one', 'fail', { key }),
        memoryOf('two', 'fail', { key }),
      );
      await show(
        memoryOf('one', 'fail', { key }),
        memoryOf('two', 'fail', { key }),
      );
      expect(titles()).toEqual([
        'A KMS key of Team A is going to be deleted: 2026-04-09',
      ]);
      expect(sent[0].payload).toMatchObject({
        severity: 'critical',
        description: expect.stringContaining('2 memories can never be read'),
        link: '/agentcore-memory/keys?state=at-risk',
      });
    });

    it('tells of a deletion also of a key that was disabled before, and of another one after it was cancelled', async () => {
      const { show, state, titles } = await create(id);
      const key = 'resource:default/k1';
      const memory = memoryOf('one', 'fail', { key });
      state.keys.set(key, null);
      await show(memory);
      for (const on of [
        '2026-04-09',
        null,
        '2026-04-12',
        null,
        'unknown',
        null,
        'unknown',
      ]) {
        state.keys.set(key, on);
        await show(memory);
      }
      expect(titles()).toEqual([
        'A KMS key of Team A is going to be deleted: 2026-04-09',
        'A KMS key of Team A is going to be deleted: 2026-04-12',
        'A KMS key of Team A is going to be deleted: as soon as its replicas are',
        'A KMS key of Team A is going to be deleted: as soon as its replicas are',
      ]);
    });

    it('tells whoever gets a memory while its key is to be deleted, and nothing anew of a key that can’t be read meanwhile', async () => {
      const { show, state, sent } = await create(id);
      const key = 'resource:default/k1';
      const memory = (owner: string) => memoryOf('one', 'fail', { key, owner });
      state.keys.set(key, null);
      await show(memory(''));
      state.keys.set(key, '2026-04-09');
      await show(memory(''));
      expect(sent).toEqual([]);
      await show(memory(B));
      state.keys.delete(key);
      await show(memory(B));
      state.keys.set(key, '2026-04-09');
      await show(memory(B));
      expect(sent.map(({ recipients }) => recipients)).toEqual([
        { type: 'entity', entityRef: B },
      ]);
    });

    it('tells nothing late that is not so any more', async () => {
      const { show, run, state, sent, waivers } = await create(id);
      const { send } = state;
      const key = 'resource:default/k1';
      const memories = (outcome: Outcome) => [
        memoryOf('one', outcome, { key }),
        memoryOf('two', outcome, { rule: RETENTION }),
      ];
      state.keys.set(key, null);
      await show(...memories('pass'));
      const { id: waiver } = await waivers.request({
        target: { kind: 'owner', ref: A, title: 'Team A', ownerRef: A },
        rule: 'key-usable',
        reason: 'It goes away',
        expiresOn: dayOf(state.now + 5 * DAY_MS),
        requestedBy: 'user:default/ann',
      });
      const by = { by: 'user:default/bob' };
      await waivers.decide(waiver, 'approved', by);
      state.send = async () => {
        throw new Error('down');
      };
      state.keys.set(key, '2026-04-09');
      await show(...memories('fail'));
      // All is well again, and then the backend is back.
      state.keys.set(key, null);
      await waivers.revoke(waiver, by);
      await show(...memories('pass'));
      state.send = send;
      await run();
      expect(sent).toEqual([]);
      // What happens from now on is told.
      state.keys.set(key, '2026-05-01');
      await show(...memories('fail'));
      expect(sent.map(({ payload }) => payload.topic).sort()).toEqual([
        'key-deletion',
        'regression',
      ]);
    });

    it('looks only as far as what is known of memories goes', async () => {
      const { show, state, sent, make } = await create(id);
      await show(memoryOf('one', 'pass'));
      const before = {
        memories: state.memories,
        owners: OWNERS,
        at: new Date(state.now),
      };
      const other = make();
      state.send = async () => {
        throw new Error('down');
      };
      await show(memoryOf('one', 'fail'));
      // A process that read before it happened does not take it for looked at.
      const rows: string[] = [];
      state.send = async ({ payload }) => {
        rows.push(payload.title);
      };
      await other.run(before);
      await other.run({
        memories: state.memories,
        owners: OWNERS,
        at: new Date(state.now),
      });
      expect(rows).toHaveLength(1);
      expect(sent).toEqual([]);
    });

    it('tells the present owner once that a waiver is about to expire', async () => {
      const { show, run, state, waivers, sent } = await create(id);
      await show(memoryOf('notes', 'fail', { owner: B }));
      const ask = (ref: string, days: number) =>
        waivers.request({
          target: { kind: 'memory', ref, title: 'notes', ownerRef: A },
          rule: 'key-usable',
          reason: 'It goes away',
          expiresOn: dayOf(state.now + days * DAY_MS),
          requestedBy: 'user:default/ann',
        });
      const approve = async (waiver: { id: string }) =>
        waivers.decide(waiver.id, 'approved', { by: 'user:default/bob' });
      await approve(await ask('resource:default/notes', 20));
      await approve(await ask('resource:default/gone', 3));
      await ask('resource:default/pending', 3);
      await run();
      expect(sent).toEqual([]);
      state.now += 13 * DAY_MS;
      await run();
      await run();
      expect(sent).toEqual([
        {
          recipients: { type: 'entity', entityRef: B },
          payload: expect.objectContaining({
            topic: 'waiver-expiry',
            title: 'A waiver of Team B ends on 2026-03-30',
            link: '/agentcore-memory/waivers?state=approved',
          }),
        },
      ]);
    });

    it('keeps what could not be sent, and sends it later', async () => {
      const { show, run, state, sent, logger } = await create(id);
      const { send } = state;
      await show(memoryOf('one', 'pass'));
      state.send = async () => {
        throw new Error('Failed to send notifications');
      };
      await show(memoryOf('one', 'fail'));
      state.send = send;
      expect(logger.warn).toHaveBeenCalledTimes(1);
      await run();
      await run();
      expect(sent).toHaveLength(1);
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });

    it('does not let one that can’t be sent hold up the others, and asks a backend that is down only a few times', async () => {
      const { show, state, sent, logger } = await create(id);
      const { send } = state;
      const rules = [0, 2, 3, 4, 5];
      const all = (outcome: Outcome) =>
        rules.map(rule => memoryOf(`m${rule}`, outcome, { rule }));
      await show(...all('pass'));
      state.send = async () => {
        throw new Error('down');
      };
      const tries = jest.fn(state.send);
      state.send = tries;
      await show(...all('fail'));
      expect(tries).toHaveBeenCalledTimes(3);
      expect(logger.warn).toHaveBeenCalledTimes(1);
      state.send = async message => {
        if (message.payload.title.includes('lets AgentCore')) {
          throw new Error('Not this one');
        }
        await send(message);
      };
      await show(...all('fail'));
      expect(sent).toHaveLength(4);
    });

    it('gives up waiting for a backend that does not answer', async () => {
      const { show, state, logger } = await create(id);
      await show(memoryOf('one', 'pass'));
      state.send = () => new Promise(() => {});
      jest.useFakeTimers({
        doNotFake: ['nextTick', 'setImmediate', 'performance', 'Date'],
      });
      try {
        const shown = show(memoryOf('one', 'fail'));
        let isOver = false;
        shown.finally(() => {
          isOver = true;
        });
        while (!isOver) {
          jest.advanceTimersByTime(10_000);
          await new Promise(resolve => setImmediate(resolve));
        }
        await shown;
      } finally {
        jest.useRealTimers();
      }
      expect(logger.warn).toHaveBeenCalledTimes(1);
    });

    it('tells nothing later of what happened while it was off', async () => {
      const { show, state, sent, make, runBy } = await create(id, {
        enabled: false,
      });
      const key = 'resource:default/k1';
      state.keys.set(key, null);
      await show(memoryOf('one', 'pass', { key }));
      state.keys.set(key, '2026-04-09');
      await show(memoryOf('one', 'fail', { key }));
      expect(sent).toEqual([]);
      await runBy(make(true));
      expect(sent).toEqual([]);
    });

    it('tells each once where two processes take turns, and one of them ends before it sent', async () => {
      const { show, state, sent, make, runBy } = await create(id);
      await show(memoryOf('one', 'pass'));
      const { send } = state;
      state.send = async () => {
        throw new Error('killed');
      };
      await show(memoryOf('one', 'fail'));
      state.send = send;
      await runBy(make());
      await runBy(make());
      expect(sent).toHaveLength(1);
    });
  });
});
