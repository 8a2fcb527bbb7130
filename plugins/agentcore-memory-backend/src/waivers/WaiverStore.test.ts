import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { Database, openDatabase } from '../openDatabase';
import { NewWaiver, WaiverStore } from './WaiverStore';

const MEMORY = {
  kind: 'memory' as const,
  ref: 'resource:default/notes-1',
  title: 'notes',
  ownerRef: 'group:default/search',
};
const WAIVER: NewWaiver = {
  target: MEMORY,
  rule: 'customer-managed-key',
  reason: 'It goes away in March',
  expiresOn: '2026-12-24',
  requestedBy: 'user:default/ann',
};
const BOB = { by: 'user:default/bob', reason: 'Agreed' };

describe('WaiverStore', () => {
  const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });
  let now: number;
  let db: Database;

  beforeEach(() => {
    now = Date.parse('2026-11-27T12:00:00.000Z');
  });

  async function create(id: Parameters<typeof databases.init>[0]) {
    const knex = await databases.init(id);
    const database = mockServices.database({
      knex,
      migrations: { skip: false },
    });
    db = await openDatabase(database);
    return new WaiverStore(db, () => now);
  }
  const setDay = (day: string) => {
    now = Date.parse(`${day}T12:00:00.000Z`);
  };

  describe.each(databases.eachSupportedId())('in %p', id => {
    it('keeps who asked for what, and what became of it', async () => {
      const store = await create(id);
      const asked = await store.request(WAIVER);
      expect(asked).toEqual({
        ...WAIVER,
        id: expect.any(String),
        requestedAt: '2026-11-27T12:00:00.000Z',
        state: 'pending',
      });
      expect(await store.get(asked.id)).toEqual(asked);
      expect(await store.listApproved()).toEqual([]);

      const approved = await store.decide(asked.id, 'approved', BOB);
      expect(approved).toEqual({
        ...asked,
        state: 'approved',
        decision: {
          ...BOB,
          at: '2026-11-27T12:00:00.000Z',
          outcome: 'approved',
        },
      });
      expect(await store.listApproved()).toEqual([approved]);

      setDay('2026-12-01');
      const revoked = await store.revoke(asked.id, {
        by: 'user:default/cat',
        reason: 'It was made public',
      });
      expect(revoked).toEqual({
        ...approved,
        state: 'revoked',
        revocation: {
          by: 'user:default/cat',
          at: '2026-12-01T12:00:00.000Z',
          reason: 'It was made public',
        },
      });
      expect(await store.listApproved()).toEqual([]);
      expect(await store.list({ limit: 10 })).toEqual([revoked]);
    });

    it('holds on its last day, and not on the next', async () => {
      const store = await create(id);
      const { id: waiver } = await store.request(WAIVER);
      await store.decide(waiver, 'approved', BOB);
      setDay('2026-12-24');
      expect(await store.listApproved()).toHaveLength(1);
      setDay('2026-12-25');
      expect(await store.listApproved()).toEqual([]);
      expect(await store.get(waiver)).toMatchObject({ state: 'expired' });
    });

    it('has one of a target and rule at a time, until it has ended', async () => {
      const store = await create(id);
      const { id: first } = await store.request(WAIVER);
      await expect(store.request(WAIVER)).rejects.toThrow(
        'A waiver of customer-managed-key for notes is pending or approved already',
      );
      await store.request({ ...WAIVER, rule: 'key-usable' });
      await store.decide(first, 'rejected', BOB);
      const { id: second } = await store.request(WAIVER);
      await store.revoke(second, BOB);
      const { id: third } = await store.request(WAIVER);
      await store.decide(third, 'approved', BOB);
      setDay('2026-12-25');
      await store.request({ ...WAIVER, expiresOn: '2027-01-31' });
      const states = (await store.list({ limit: 10 }))
        .filter(({ rule }) => rule === WAIVER.rule)
        .map(({ state }) => state);
      expect(states.sort()).toEqual([
        'expired',
        'pending',
        'rejected',
        'revoked',
      ]);
      expect(await store.list({ limit: 10 })).toHaveLength(5);
    });

    it('lists those of some targets, and open ones before later ones that have ended', async () => {
      const store = await create(id);
      const { id: open } = await store.request(WAIVER);
      const target = { ...WAIVER.target, ref: 'resource:default/other' };
      setDay('2026-12-02');
      const { id: ended } = await store.request({ ...WAIVER, target });
      await store.decide(ended, 'rejected', BOB);
      const idsOf = async (options: Parameters<typeof store.list>[0]) =>
        (await store.list(options)).map(waiver => waiver.id);
      expect(await idsOf({ limit: 10 })).toEqual([open, ended]);
      expect(await idsOf({ limit: 1 })).toEqual([open]);
      expect(await idsOf({ limit: 1, targets: [target.ref] })).toEqual([ended]);
      expect(await idsOf({ limit: 10, targets: [] })).toEqual([]);
    });

    it('lets one of two who ask, or decide, at the same time win', async () => {
      const store = await create(id);
      const asked = await Promise.allSettled([
        store.request(WAIVER),
        store.request(WAIVER),
      ]);
      expect(asked.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
      const [{ id: waiver }] = await store.list({ limit: 10 });
      const decided = await Promise.allSettled([
        store.decide(waiver, 'approved', BOB),
        store.decide(waiver, 'rejected', { by: 'user:default/cat' }),
      ]);
      expect(decided.map(({ status }) => status).sort()).toEqual([
        'fulfilled',
        'rejected',
      ]);
      expect((await store.get(waiver)).decision).toBeDefined();
    });

    it.each(['rejected', 'revoked', 'expired', 'approved'] as const)(
      'decides nothing about one that is %s',
      async state => {
        const store = await create(id);
        const { id: waiver } = await store.request(WAIVER);
        if (state === 'revoked') await store.revoke(waiver, BOB);
        else if (state === 'expired') setDay('2027-01-01');
        else await store.decide(waiver, state, BOB);
        const before = await store.get(waiver);
        expect(before.state).toBe(state);
        await expect(store.decide(waiver, 'approved', BOB)).rejects.toThrow(
          `The waiver is ${state}, and not pending any more`,
        );
        expect(await store.get(waiver)).toEqual(before);
      },
    );

    it.each(['rejected', 'revoked', 'expired'] as const)(
      'does not take back one that is %s',
      async state => {
        const store = await create(id);
        const { id: waiver } = await store.request(WAIVER);
        if (state === 'rejected') await store.decide(waiver, state, BOB);
        else if (state === 'revoked') await store.revoke(waiver, BOB);
        else setDay('2027-01-01');
        const before = await store.get(waiver);
        await expect(store.revoke(waiver, BOB)).rejects.toThrow(
          `The waiver is ${state}, and not pending or approved any more`,
        );
        expect(await store.get(waiver)).toEqual(before);
      },
    );

    it.each([
      { target_kind: 'memories-of-account' },
      { rule: 'of-a-newer-version' },
      { decision: 'approved-for-some' },
    ])('has none that only a newer version understands: %j', async newer => {
      const store = await create(id);
      const { id: waiver } = await store.request(WAIVER);
      await store.decide(waiver, 'approved', BOB);
      await db('waivers').update(newer);
      const [before] = await db('waivers');
      expect(await store.listApproved()).toEqual([]);
      expect(await store.list({ limit: 10 })).toEqual([]);
      for (const ask of [
        () => store.get(waiver),
        () => store.decide(waiver, 'rejected', BOB),
        () => store.revoke(waiver, BOB),
      ]) {
        await expect(ask()).rejects.toThrow(`There is no waiver ${waiver}`);
      }
      // It is the newer version's; no other one takes its place.
      await expect(store.request(WAIVER)).rejects.toThrow(
        'is pending or approved already',
      );
      expect(await db('waivers')).toEqual([before]);
    });

    it('knows no other waivers', async () => {
      const store = await create(id);
      for (const ask of [
        () => store.get('x'),
        () => store.decide('x', 'approved', BOB),
        () => store.revoke('x', BOB),
      ]) {
        await expect(ask()).rejects.toThrow('There is no waiver x');
      }
    });
  });
});
