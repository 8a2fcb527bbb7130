import {
  cpSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  mockServices,
  TestDatabaseId,
  TestDatabases,
} from '@backstage/backend-test-utils';
import {
  ACCOUNT,
  KEY_ARN,
  keyFacts,
  memoryFacts,
  REGION,
  SCOPE,
} from '../__testUtils__/facts';
import { DoubtLog } from './DoubtLog';
import { FactStore } from './FactStore';
import { Outbox } from './Outbox';
import { MIGRATIONS, prepareTables } from './prepareTables';
import {
  Database,
  DOUBTS,
  KEYS,
  MEMORIES,
  RUNS,
  SCOPES,
  SETTINGS,
} from './rows';
import { RunLog } from './RunLog';
import { ScopeLog } from './ScopeLog';

const NAMES = readdirSync(MIGRATIONS.directory).sort();
const ASKED_AT = '2026-11-24T12:00:00.000Z';
const FACTS = memoryFacts('notes');
const OUTBOX = {
  revision: 3,
  to_publish: true,
  published_hash: 'hash',
  published_at: ASKED_AT,
  lost_since: null,
};

type Rows = Record<string, Record<string, unknown>[]>;

const ROWS: Rows = {
  [MEMORIES]: [
    {
      arn: FACTS.arn,
      provider_id: 'main',
      account_id: ACCOUNT,
      region: REGION,
      key_arn: KEY_ARN,
      facts: JSON.stringify(FACTS),
      asked_at: ASKED_AT,
      unanswered_since: ASKED_AT,
      missing_since: null,
      not_found: false,
      facts_version: 1,
      ...OUTBOX,
    },
  ],
  [KEYS]: [
    {
      arn: KEY_ARN,
      facts: JSON.stringify(keyFacts()),
      asked_by: ACCOUNT,
      rank: 2,
      asked_at: ASKED_AT,
      unanswered_since: null,
      ...OUTBOX,
      to_publish: false,
    },
  ],
  [SCOPES]: [
    {
      account_id: ACCOUNT,
      region: REGION,
      provider_id: 'main',
      outcome: 'failed',
      reason: 'denied',
      attempted_at: ASKED_AT,
      completed_at: ASKED_AT,
      ask_again_at: null,
    },
  ],
  [SETTINGS]: [{ id: 1, settings: 'a', day: '2026-11-24', seen_at: ASKED_AT }],
  [RUNS]: [{ provider_id: 'main', run_id: 'first', beats: 7 }],
  [DOUBTS]: [{ provider_id: 'main', answer: 'a'.repeat(64), since: ASKED_AT }],
};

async function tablesOf(db: Database): Promise<string[]> {
  const names = Object.keys(ROWS);
  const exist = await Promise.all(names.map(name => db.schema.hasTable(name)));
  return names.filter((_, index) => exist[index]);
}

async function schemaOf(db: Database) {
  const tables = await tablesOf(db);
  const columns = await Promise.all(
    tables.map(table => db(table).columnInfo()),
  );
  return Object.fromEntries(tables.map((table, i) => [table, columns[i]]));
}
type Schema = Awaited<ReturnType<typeof schemaOf>>;

/** What a version that knows the schema before finds no more, or does not fill in. */
function breaksIn(before: Schema, after: Schema): string[] {
  return Object.entries(before).flatMap(([table, columns]) => {
    const now = after[table] ?? {};
    const lost = Object.keys(columns).filter(name => !now[name]);
    const wanted = Object.keys(now).filter(
      name =>
        now[name].defaultValue === null &&
        !now[name].nullable &&
        (!columns[name] || columns[name].nullable),
    );
    return [...lost, ...wanted].map(name => `${table}.${name}`);
  });
}

async function fill(db: Database) {
  for (const table of await tablesOf(db)) await db(table).insert(ROWS[table]);
}

async function allRows(db: Database): Promise<Rows> {
  const tables = await tablesOf(db);
  const rows = await Promise.all(tables.map(table => db(table)));
  return Object.fromEntries(tables.map((table, i) => [table, rows[i]]));
}

/** What this version reads, of tables that were filled when there were these. */
async function expectRead(db: Database, tables: readonly string[]) {
  const store = new FactStore(db);
  expect(await store.memories([FACTS.arn])).toMatchObject([
    { facts: FACTS, unansweredSince: ASKED_AT, isCurrent: true, revision: 3 },
  ]);
  expect((await store.keys([KEY_ARN])).get(KEY_ARN)).toMatchObject({
    facts: keyFacts(),
    own: true,
  });
  const outbox = new Outbox(db, () => new Date(ASKED_AT));
  expect(await outbox.rows(MEMORIES)).toMatchObject([
    { arn: FACTS.arn, published_hash: 'hash' },
  ]);
  expect(await outbox.claim({ settings: 'b', day: '2026-11-24' })).toBe(false);
  expect(await new ScopeLog(db).get(SCOPE)).toMatchObject({
    outcome: 'failed',
    completedAt: ASKED_AT,
  });
  expect(await new RunLog(db).pulse('main')).toBe(
    tables.includes(RUNS) ? 'first 7' : undefined,
  );
  expect(await new DoubtLog(db).get('main')).toEqual(
    tables.includes(DOUBTS)
      ? { answer: 'a'.repeat(64), since: ASKED_AT }
      : undefined,
  );
}

describe.each(TestDatabases.create().eachSupportedId())(
  'the migrations on %s',
  (databaseId: TestDatabaseId) => {
    const databases = TestDatabases.create();
    let db: Database;

    beforeEach(async () => {
      db = await databases.init(databaseId);
      // What others keep in the same database.
      await db.schema.createTable('refresh_state', table => {
        table.string('entity_ref');
      });
      await db('refresh_state').insert({ entity_ref: 'resource:default/a' });
    }, 60_000);

    /** Starts this version of the module. */
    const start = () =>
      prepareTables(
        mockServices.database({ knex: db, migrations: { skip: false } }),
      );

    async function upTo(name: string) {
      for (const each of NAMES.slice(0, NAMES.indexOf(name) + 1)) {
        await db.migrate.up({ ...MIGRATIONS, name: each });
      }
    }

    it.each(NAMES)(
      'keep everything, and it can be read, when they come after %s',
      async name => {
        await upTo(name);
        await fill(db);
        const before = await allRows(db);
        await start();
        const after = await allRows(db);
        expect(after).toMatchObject(before);
        await expectRead(db, Object.keys(before));
        // A second start changes nothing.
        await start();
        expect(await allRows(db)).toEqual(after);
      },
      60_000,
    );

    it('go down one by one, to the schema before with its rows, and up again', async () => {
      const schemas: Schema[] = [];
      for (const name of NAMES) {
        await upTo(name);
        schemas.push(await schemaOf(db));
      }
      await fill(db);
      for (const schema of schemas.slice(0, -1).reverse()) {
        const before = await allRows(db);
        await db.migrate.down(MIGRATIONS);
        expect(await schemaOf(db)).toEqual(schema);
        expect(before).toMatchObject(await allRows(db));
      }
      const left = await allRows(db);
      await start();
      expect(await schemaOf(db)).toEqual(schemas[schemas.length - 1]);
      expect(await allRows(db)).toMatchObject(left);
      await expectRead(db, Object.keys(left));

      await db.migrate.rollback(MIGRATIONS, true);
      expect(await tablesOf(db)).toEqual([]);
      expect(await db('refresh_state')).toHaveLength(1);
    }, 60_000);

    it('only ever add, so that older versions go on', async () => {
      let before: Schema = {};
      for (const name of NAMES) {
        await upTo(name);
        const after = await schemaOf(db);
        expect(breaksIn(before, after)).toEqual([]);
        before = after;
      }
      // What would break them.
      await db.schema.alterTable(SCOPES, table => {
        table.dropColumn('reason');
      });
      await db.schema.alterTable(RUNS, table => {
        table.string('host').notNullable();
      });
      expect(breaksIn(before, await schemaOf(db))).toEqual([
        `${SCOPES}.reason`,
        `${RUNS}.host`,
      ]);
    }, 60_000);

    it('of a newer version do not keep this one from starting, and lose nothing', async () => {
      const newer = mkdtempSync(path.join(tmpdir(), 'migrations-'));
      try {
        cpSync(MIGRATIONS.directory, newer, { recursive: true });
        writeFileSync(
          path.join(newer, '29990101000000_newer.js'),
          `exports.up = knex =>
            knex.schema.alterTable('${MEMORIES}', table => {
              table.string('colour').defaultTo('red');
            });
          exports.down = async () => {};`,
        );
        await upTo(NAMES[NAMES.length - 1]);
        await fill(db);
        await db.migrate.latest({ ...MIGRATIONS, directory: newer });

        await start();
        await expectRead(db, Object.keys(ROWS));
        await new FactStore(db).save({
          memories: [
            { scope: SCOPE, facts: memoryFacts('more'), askedAt: ASKED_AT },
          ],
          keys: [],
        });

        // The newer version comes back.
        await db.migrate.latest({ ...MIGRATIONS, directory: newer });
        expect(await db(MEMORIES)).toMatchObject([
          { colour: 'red' },
          { colour: 'red' },
        ]);
      } finally {
        rmSync(newer, { recursive: true });
      }
    }, 60_000);
  },
);
