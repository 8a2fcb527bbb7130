import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  KeyFacts,
  MemoryFacts,
} from 'backstage-plugin-agentcore-memory-common';
import fc from 'fast-check';
import {
  ACCOUNT,
  FAILED,
  KEY_ARN,
  keyFacts,
  memoryFacts,
  REGION,
  SCOPE,
} from '../__testUtils__/facts';
import { DoubtLog } from './DoubtLog';
import { FactStore } from './FactStore';
import { KeyAnswer, MemoryAnswer } from './mergeAnswers';
import { Outbox } from './Outbox';
import { prepareTables } from './prepareTables';
import { Database, KEYS, MEMORIES } from './rows';
import { RunLog } from './RunLog';
import { ScopeLog } from './ScopeLog';

const NOW = new Date('2026-11-24T12:00:00.000Z');
const at = (second: number) =>
  new Date(NOW.getTime() + (second - 100) * 1000).toISOString();

const memory = (
  askedAt: number,
  facts: MemoryFacts = memoryFacts('notes'),
): MemoryAnswer => ({
  scope: SCOPE,
  facts,
  keyArn: KEY_ARN,
  askedAt: at(askedAt),
});
const key = (
  askedAt: number,
  facts: KeyFacts = keyFacts(),
  { askedBy = ACCOUNT, own = true } = {},
): KeyAnswer => ({ facts, askedBy, own, askedAt: at(askedAt) });

describe.each(TestDatabases.create().eachSupportedId())(
  'the store on %s',
  (databaseId: TestDatabaseId) => {
    const databases = TestDatabases.create();
    let db: Database;
    let store: FactStore;
    let outbox: Outbox;

    beforeAll(async () => {
      db = await databases.init(databaseId);
      await prepareTables(mockServices.database({ knex: db }));
    }, 60_000);

    beforeEach(async () => {
      for (const table of [
        MEMORIES,
        KEYS,
        'agentcore_memory__scopes',
        'agentcore_memory__settings',
      ]) {
        await db(table).delete();
      }
      store = new FactStore(db, () => NOW);
      outbox = new Outbox(db, () => NOW);
    });

    const { arn } = memoryFacts('notes');
    const stored = async () => (await store.memories([arn]))[0];
    const storedKey = async () => (await store.keys([KEY_ARN])).get(KEY_ARN);
    const marked = async (table: typeof MEMORIES | typeof KEYS) => {
      const arns: string[] = [];
      for await (const rows of outbox.marked(table)) {
        arns.push(...rows.map(row => row.arn));
      }
      return arns;
    };
    const publishAll = async () => {
      for (const table of [KEYS, MEMORIES] as const) {
        for await (const rows of outbox.marked(table)) {
          await outbox.handedOver(
            table,
            rows.map(row => ({
              arn: row.arn,
              revision: row.revision,
              publishedHash: row.published_hash,
              hash: `of ${row.revision}`,
            })),
          );
        }
      }
    };

    describe('facts', () => {
      it('lets the answer to the later question win, in whichever order the answers come', async () => {
        const early = memory(1, memoryFacts('notes', { status: 'UPDATING' }));
        const late = memory(2);
        await store.save({ memories: [late], keys: [] });
        expect(await store.save({ memories: [early], keys: [] })).toEqual([]);
        expect(await stored()).toMatchObject({
          facts: { status: 'ACTIVE' },
          askedAt: at(2),
        });
      });

      it('ends with the answer to the latest question for any order of answers', async () => {
        await fc.assert(
          fc.asyncProperty(
            fc.uniqueArray(fc.nat({ max: 50 }), { minLength: 1, maxLength: 6 }),
            async seconds => {
              await db(MEMORIES).delete();
              for (const second of seconds) {
                const status = `S${second}`;
                await store.save({
                  memories: [memory(second, memoryFacts('notes', { status }))],
                  keys: [],
                });
              }
              const last = Math.max(...seconds);
              expect((await stored()).facts.status).toBe(`S${last}`);
            },
          ),
          { numRuns: 20 },
        );
      });

      it('keeps a fact that AWS did not answer, says since when, and stops saying so', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        const silent = memoryFacts('notes', { details: FAILED, tags: FAILED });
        await store.save({ memories: [memory(2, silent)], keys: [] });
        await store.save({ memories: [memory(3, silent)], keys: [] });
        expect(await stored()).toMatchObject({
          facts: memoryFacts('notes'),
          keyArn: KEY_ARN,
          askedAt: at(1),
          unansweredSince: at(2),
        });
        await store.save({ memories: [memory(4)], keys: [] });
        expect((await stored()).unansweredSince).toBeUndefined();
      });

      it('replaces a fact that AWS denies', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        const denied = { state: 'denied', reason: 'AccessDenied' } as const;
        await store.save({
          memories: [memory(2, memoryFacts('notes', { details: denied }))],
          keys: [],
        });
        expect(await stored()).toMatchObject({
          facts: { details: denied },
          keyArn: undefined,
        });
      });

      it('marks nothing that is the same, and remembers that it was asked for', async () => {
        await store.save({ memories: [memory(1)], keys: [key(1)] });
        await publishAll();
        expect(
          await store.save({ memories: [memory(2)], keys: [key(2)] }),
        ).toEqual([]);
        expect(await marked(MEMORIES)).toEqual([]);
        expect(await stored()).toMatchObject({ askedAt: at(2) });
      });

      it('does not let a clock that was far ahead keep newer answers out', async () => {
        const ahead = { ...memory(1), askedAt: '2031-01-01T00:00:00.000Z' };
        await store.save({ memories: [ahead], keys: [] });
        await store.save({
          memories: [memory(2, memoryFacts('notes', { status: 'FAILED' }))],
          keys: [],
        });
        expect((await stored()).facts.status).toBe('FAILED');
      });

      it('survives many processes that store the same rows in any order', async () => {
        const names = Array.from({ length: 20 }, (_, i) => `m${i}`);
        await Promise.all(
          Array.from({ length: 8 }, (_, process) =>
            store.save({
              memories: (process % 2 ? names : [...names].reverse()).map(name =>
                memory(process, memoryFacts(name)),
              ),
              keys: [key(process)],
            }),
          ),
        );
        const rows = await store.memoriesAt(SCOPE);
        expect(rows).toHaveLength(20);
        expect(new Set(rows.map(row => row.askedAt))).toEqual(new Set([at(7)]));
      });

      it('does not keep the key of a name that the memory no longer has', async () => {
        await store.save({ memories: [memory(1)], keys: [key(1)] });
        const notes = memoryFacts('notes');
        const details = notes.details as { value: object };
        const renamed = memoryFacts('notes', {
          details: {
            state: 'known',
            value: {
              ...details.value,
              encryptionKeyArn: {
                state: 'known',
                value: `arn:aws:kms:${REGION}:${ACCOUNT}:alias/other`,
              },
            },
          } as MemoryFacts['details'],
        });
        await store.save({
          memories: [
            { ...memory(2, renamed), keyArn: undefined, aliasUnanswered: true },
          ],
          keys: [],
        });
        expect((await stored()).keyArn).toBeUndefined();
      });

      it('keeps what the own account is told of a key before what others are told', async () => {
        const denied = { state: 'denied', reason: 'AccessDenied' } as const;
        const foreign = keyFacts({ policy: denied, aliases: denied });
        const other = { askedBy: '444455556666', own: false };
        await store.save({
          memories: [memory(1)],
          keys: [key(1, foreign, other)],
        });
        expect((await storedKey())?.facts.policy).toEqual(denied);
        await store.save({ memories: [], keys: [key(2)] });
        await store.save({ memories: [], keys: [key(3, foreign, other)] });
        expect((await storedKey())?.facts.policy.state).toBe('known');
        const dayLater = {
          ...key(4, foreign, other),
          askedAt: '2026-11-25T12:30:00.000Z',
        };
        await new FactStore(
          db,
          () => new Date('2026-11-25T12:30:01.000Z'),
        ).save({
          memories: [],
          keys: [dayLater],
        });
        expect((await storedKey())?.facts.policy).toEqual(denied);
      });

      it('does not alternate between what two other accounts are told', async () => {
        const denied = { state: 'denied', reason: 'AccessDenied' } as const;
        await store.save({
          memories: [memory(1)],
          keys: [key(1, keyFacts(), { askedBy: '444455556666', own: false })],
        });
        await store.save({
          memories: [],
          keys: [
            key(2, keyFacts({ rotation: denied }), {
              askedBy: '777788889999',
              own: false,
            }),
          ],
        });
        expect((await storedKey())?.facts.rotation.state).toBe('known');
      });

      it('believes an answer though a later question got none before it', async () => {
        const disabled = keyFacts({ aliases: { state: 'absent' } });
        const silent = keyFacts({ metadata: FAILED, policy: FAILED });
        await store.save({ memories: [memory(1)], keys: [key(1)] });
        await store.save({ memories: [], keys: [key(11, silent)] });
        await store.save({ memories: [], keys: [key(10, disabled)] });
        expect((await storedKey())?.facts.aliases.state).toBe('absent');
      });

      it('does not let silence towards one account touch what another one is told', async () => {
        const other = { askedBy: '444455556666', own: false };
        const silent = keyFacts({ metadata: FAILED, policy: FAILED });
        await store.save({ memories: [memory(1)], keys: [key(1)] });
        await store.save({ memories: [], keys: [key(2, silent, other)] });
        expect(await storedKey()).toMatchObject({
          facts: keyFacts(),
          unansweredSince: undefined,
        });
      });
    });

    describe('removals', () => {
      it('tells what is missing for the first time from what was missing before', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        expect(await store.markMissing(SCOPE, new Set(), at(2))).toMatchObject({
          stored: 1,
          first: [{ arn }],
          again: [],
        });
        // Two listings within a moment are one answer.
        expect(await store.markMissing(SCOPE, new Set(), at(3))).toMatchObject({
          first: [{ arn }],
          again: [],
        });
        expect(
          await store.markMissing(SCOPE, new Set(), at(303)),
        ).toMatchObject({ first: [], again: [{ arn }] });
      });

      it('believes a listing at once where GetMemory said the same', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        await store.markNotFound(arn, at(2));
        expect(await store.markMissing(SCOPE, new Set(), at(3))).toMatchObject({
          first: [],
          again: [{ arn }],
        });
      });

      it('removes what a clock that was far ahead wrote', async () => {
        const ahead = { ...memory(1), askedAt: '2031-01-01T00:00:00.000Z' };
        await store.save({ memories: [ahead], keys: [] });
        expect(await store.markMissing(SCOPE, new Set(), at(2))).toMatchObject({
          first: [{ arn }],
        });
      });

      it('leaves alone what was asked for after the listing, and what is shown again', async () => {
        await store.save({ memories: [memory(5)], keys: [] });
        const early = await store.markMissing(SCOPE, new Set(), at(4));
        expect(early).toMatchObject({ first: [], again: [] });
        await store.markMissing(SCOPE, new Set(), at(6));
        await store.save({ memories: [memory(7)], keys: [] });
        expect(await store.forgetMemories([arn])).toEqual([arn]);
        await store.markNotFound(arn, at(8));
        expect(await store.forgetMemories([arn])).toEqual([]);
      });

      it('forgets only keys that no memory uses', async () => {
        await store.save({ memories: [memory(1)], keys: [key(1)] });
        expect(await store.unusedKeys()).toEqual([]);
        await store.markNotFound(arn, at(2));
        await store.forgetMemories([arn]);
        expect(await store.unusedKeys()).toEqual([KEY_ARN]);
        expect(await store.forgetKeys([KEY_ARN])).toEqual([]);
      });
    });

    describe('the outbox', () => {
      it('marks with a key all memories that use it', async () => {
        await store.save({
          memories: [memory(1), memory(1, memoryFacts('more'))],
          keys: [key(1)],
        });
        await publishAll();
        const changed = await store.save({
          memories: [],
          keys: [key(2, keyFacts({ aliases: { state: 'absent' } }))],
        });
        expect(changed.sort()).toEqual(
          [KEY_ARN, arn, memoryFacts('more').arn].sort(),
        );
        expect(await marked(MEMORIES)).toHaveLength(2);
      });

      it('keeps the mark of a row that changed while its entity was handed over', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        const { revision } = await stored();
        await store.save({
          memories: [memory(2, memoryFacts('notes', { status: 'FAILED' }))],
          keys: [],
        });
        await outbox.handedOver(MEMORIES, [
          { arn, revision, publishedHash: null, hash: 'old' },
        ]);
        expect(await marked(MEMORIES)).toEqual([arn]);
      });

      it('marks a row again when an older entity was handed over after the newer one', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        const { revision: old } = await stored();
        await store.save({
          memories: [memory(2, memoryFacts('notes', { status: 'FAILED' }))],
          keys: [],
        });
        await publishAll();
        expect(await marked(MEMORIES)).toEqual([]);
        await outbox.handedOver(MEMORIES, [
          { arn, revision: old, publishedHash: null, hash: 'old' },
        ]);
        expect(await marked(MEMORIES)).toEqual([arn]);
      });

      it('keeps the hand-over of the same entity by two publishers', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        const { revision } = await stored();
        const handover = { arn, revision, publishedHash: null, hash: 'new' };
        await outbox.handedOver(MEMORIES, [handover]);
        await outbox.handedOver(MEMORIES, [handover]);
        expect(await marked(MEMORIES)).toEqual([]);
        expect((await outbox.rows(MEMORIES))[0].published_hash).toBe('new');
      });

      it('marks a row again when two publishers handed over different entities', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        const { revision } = await stored();
        const handover = { arn, revision, publishedHash: null };
        await outbox.handedOver(MEMORIES, [{ ...handover, hash: 'one' }]);
        await outbox.handedOver(MEMORIES, [{ ...handover, hash: 'other' }]);
        expect(await marked(MEMORIES)).toEqual([arn]);
      });

      it('counts no hand-over of an earlier life of a row', async () => {
        await store.save({ memories: [memory(1)], keys: [] });
        const { revision } = await stored();
        await store.markNotFound(arn, at(2));
        await store.forgetMemories([arn]);
        await store.save({ memories: [memory(3)], keys: [] });
        await outbox.handedOver(MEMORIES, [
          { arn, revision, publishedHash: null, hash: 'old' },
        ]);
        expect(await marked(MEMORIES)).toEqual([arn]);
      });
    });

    describe('the settings that are published with', () => {
      const mine = { settings: 'a', day: '2026-11-24' };
      const theirs = { settings: 'b', day: '2026-11-24' };

      beforeEach(async () => {
        await store.save({ memories: [memory(1)], keys: [key(1)] });
        await outbox.claim(mine);
        await publishAll();
      });

      it('mark everything once where they or the day are new', async () => {
        expect(await outbox.claim(mine)).toBe(true);
        expect(await marked(MEMORIES)).toEqual([]);
        const claims = [1, 2].map(() =>
          outbox.claim({ ...mine, day: '2026-11-25' }),
        );
        expect(await Promise.all(claims)).toEqual([true, true]);
        expect(await marked(MEMORIES)).toEqual([arn]);
        expect(await marked(KEYS)).toEqual([KEY_ARN]);
      });

      it('are those of the process that started last', async () => {
        expect(await outbox.claim(theirs)).toBe(false);
        expect(await outbox.claim(theirs, { takeOver: true })).toBe(true);
        expect(await marked(MEMORIES)).toEqual([arn]);
        // The other process leaves the marks to it, also when the day passes.
        expect(await outbox.claim(mine)).toBe(false);
        expect(await outbox.claim({ ...mine, day: '2026-11-25' })).toBe(false);
      });

      it('never go back to an earlier day', async () => {
        await outbox.claim({ ...mine, day: '2026-11-25' });
        expect(await outbox.claim(mine)).toBe(false);
      });

      it('are taken over when no process with them was alive for five minutes', async () => {
        await outbox.claim(theirs, { takeOver: true });
        const later = new Outbox(db, () => new Date(NOW.getTime() + 301_000));
        expect(await later.claim(mine)).toBe(true);
        await later.seen(mine);
        expect(await later.claim(theirs)).toBe(false);
      });
    });

    it('shows to all processes which runs go on', async () => {
      const runs = new RunLog(db);
      expect(await runs.pulse('main')).toBeUndefined();
      await runs.begin('main', 'killed');
      await runs.begin('main', 'second');
      await runs.begin('other', 'third');
      const first = await runs.pulse('main');
      await runs.beat('main', 'killed');
      expect(await runs.pulse('main')).toBe(first);
      await runs.beat('main', 'second');
      expect(await runs.pulse('main')).not.toBe(first);
      await runs.end('main', 'killed');
      expect(await runs.pulse('main')).toBeDefined();
      await runs.end('main', 'second');
      expect(await runs.pulse('main')).toBeUndefined();
      expect(await runs.pulse('other')).toBeDefined();
    });

    it('keeps a doubt until it is cleared', async () => {
      const doubts = new DoubtLog(db);
      const doubt = { answer: 'a'.repeat(64), since: at(1) };
      await doubts.set('main', { answer: 'b', since: at(0) });
      await doubts.set('main', doubt);
      await doubts.set('other', doubt);
      expect(await new DoubtLog(db).get('main')).toEqual(doubt);
      await doubts.clear('main');
      expect(await doubts.get('main')).toBeUndefined();
      expect(await doubts.get('other')).toEqual(doubt);
    });

    describe('the log of scopes', () => {
      it('keeps when a scope was last listed completely through attempts that failed', async () => {
        const log = new ScopeLog(db);
        await log.record(SCOPE, {
          outcome: 'complete',
          attemptedAt: at(1),
          completedAt: at(1),
        });
        await log.record(SCOPE, {
          outcome: 'failed',
          reason: 'denied',
          attemptedAt: at(2),
        });
        expect(await log.get(SCOPE)).toEqual({
          outcome: 'failed',
          reason: 'denied',
          attemptedAt: at(2),
          completedAt: at(1),
          askAgainAt: undefined,
        });
        expect(await log.isServedElsewhere(SCOPE)).toBe(false);
        expect(
          await log.isServedElsewhere({ ...SCOPE, region: 'us-east-1' }),
        ).toBe(true);
        await log.forget([SCOPE]);
        expect((await log.all()).size).toBe(0);
      });
    });
  },
);
