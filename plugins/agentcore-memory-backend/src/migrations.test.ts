import {
  cpSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import { report } from './__testUtils__/reports';
import { HistoryReader } from './history/HistoryReader';
import { toMemoryState } from './history/historyRows';
import { NotificationStore } from './notifications/NotificationStore';
import { Database, openDatabase } from './openDatabase';
import { ScanStore } from './scans/ScanStore';
import { WaiverStore } from './waivers/WaiverStore';

const directory = path.resolve(__dirname, '../migrations');
const NAMES = readdirSync(directory).sort();
const NOT_IN_CATALOG = '20261126000000_not_in_catalog.js';

const NOW = Date.parse('2026-11-27T12:00:00.000Z');
const SCOPE = {
  providerId: 'main',
  accountId: '111122223333',
  region: 'eu-central-1',
};
const NOTES = 'resource:default/notes-1';
const SEARCH = 'group:default/search';
const DELETION = {
  kind: 'key-deletion',
  owner: SEARCH,
  ownerTitle: 'Search',
  keyRef: 'resource:default/key-1',
  on: '2026-12-24',
  times: 1,
  memories: 1,
} as const;
const RULE = {
  now: 'fail',
  last: 'fail',
  lastWith: '1+a',
  failingSince: '2026-11-20T09:00:00.000Z',
};

type Rows = Record<string, Record<string, unknown>[]>;

const REPORT = {
  scope: 'main/111122223333/eu-central-1',
  provider_id: 'main',
  outcome: 'complete',
  reason: null,
  memories: 3,
  calls: '{"kms:DescribeKey":1}',
  throttles: 2,
  refused_listing: 'digest',
  not_in_catalog: 1,
};

/** Rows of all tables, with all columns that they ever had. */
const ROWS: Rows = {
  scans: [
    {
      ...REPORT,
      last_attempt_at: '2026-11-24T09:00:01.000Z',
      last_complete_at: '2026-11-24T09:00:01.000Z',
      duration_ms: 1000,
      refreshes: 4,
    },
  ],
  scan_reports: [
    {
      ...REPORT,
      started_at: '2026-11-24T09:00:00.000Z',
      finished_at: '2026-11-24T09:00:01.000Z',
      removed: 1,
      changed: 2,
    },
  ],
  history_recordings: [
    {
      id: 1,
      number: 5,
      read_at: '2026-11-24T09:01:00.000Z',
      first_day: '2026-11-20',
    },
  ],
  history_scopes: [{ scope: REPORT.scope, lacking: 1 }],
  history_days: [
    {
      day: '2026-11-24',
      owner_key: SEARCH,
      compliant: 1,
      at_risk: 2,
      non_compliant: 3,
      unknown: 4,
      covered: 9,
      stale: 1,
      not_counted: 1,
      waived: 2,
      compliant_by_waiver: 1,
    },
  ],
  history_memories: [
    {
      entity_ref: NOTES,
      title: 'notes',
      scope: REPORT.scope,
      owner_key: SEARCH,
      verdict: 'non-compliant',
      assessed_with: '1+a',
      outcomes: 'f',
      rules: JSON.stringify({
        rules: { 'key-usable': RULE },
        firstSeen: '2026-11-20T09:00:00.000Z',
      }),
      failing_since: RULE.failingSince,
      fails_from_start: false,
    },
  ],
  history_transitions: [
    {
      at: '2026-11-20T09:00:00.000Z',
      kind: 'improved',
      entity_ref: NOTES,
      title: 'notes',
      owner_key: SEARCH,
      rule: 'key-usable',
      from_outcome: 'fail',
      to_outcome: 'pass',
      ends_failure: true,
      // More than 32 bits hold.
      failed_ms: 3_000_000_000,
    },
  ],
  history_marks: [
    {
      at: '2026-11-21T09:00:00.000Z',
      kind: 'settings',
      assessed_with: '1+a',
      memories: 2,
    },
  ],
  waivers: [
    {
      id: 'w-1',
      target_kind: 'memory',
      target_ref: NOTES,
      owner_ref: SEARCH,
      target_title: 'notes',
      rule: 'key-usable',
      reason: 'It goes away in March',
      requested_by: 'user:default/ann',
      requested_at: '2026-11-20T09:00:00.000Z',
      expires_on: '2026-12-24',
      decision: 'approved',
      decided_by: 'user:default/bob',
      decided_at: '2026-11-21T09:00:00.000Z',
      decision_reason: 'Agreed',
      revoked_by: null,
      revoked_at: null,
      revocation_reason: null,
      open_key: `${NOTES} key-usable`,
    },
  ],
  notifications: [
    {
      scope: 'key-deletion:1',
      cause: JSON.stringify(DELETION),
      created_at: '2026-11-24T09:02:00.000Z',
      sent_at: null,
      attempts: 2,
    },
  ],
  notification_keys: [
    { key_ref: DELETION.keyRef, deletion: DELETION.on, times: 1 },
  ],
  notification_progress: [{ id: 1, last_transition: 1 }],
};

async function tablesOf(db: Database): Promise<string[]> {
  const names = Object.keys(ROWS);
  const exist = await Promise.all(names.map(name => db.schema.hasTable(name)));
  return names.filter((_, index) => exist[index]);
}

/** Every column, and every index by name. */
async function schemaOf(db: Database) {
  const tables = await tablesOf(db);
  const isPostgres = db.client.config.client === 'pg';
  const indexes = isPostgres
    ? db('pg_indexes')
        .where('schemaname', 'public')
        .select('indexname as name', 'tablename as table')
    : db('sqlite_master')
        .where('type', 'index')
        .select('name', 'tbl_name as table');
  const found: { name: string; table: string }[] = await indexes;
  const columns = await Promise.all(
    tables.map(async table => ({
      columns: await db(table).columnInfo(),
      indexes: found
        .filter(index => index.table === table)
        .map(({ name }) => name)
        .sort(),
    })),
  );
  return Object.fromEntries(tables.map((table, i) => [table, columns[i]]));
}
type Schema = Awaited<ReturnType<typeof schemaOf>>;

/** What a version that knows the schema before finds no more, or does not fill in. */
function breaksIn(before: Schema, after: Schema): string[] {
  return Object.entries(before).flatMap(([table, { columns }]) => {
    const now = after[table]?.columns ?? {};
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

/** The rows, with those columns alone that a schema has. */
function within(rows: Rows, schema: Schema): Rows {
  return Object.fromEntries(
    Object.keys(rows)
      .filter(table => schema[table])
      .map(table => [
        table,
        rows[table].map(row =>
          Object.fromEntries(
            Object.entries(row).filter(
              ([column]) => schema[table].columns[column],
            ),
          ),
        ),
      ]),
  );
}

async function fill(db: Database) {
  const rows = within(ROWS, await schemaOf(db));
  for (const table of Object.keys(rows)) {
    await db(table).delete();
    await db(table).insert(rows[table]);
  }
}

async function allRows(db: Database): Promise<Rows> {
  const tables = await tablesOf(db);
  const rows = await Promise.all(tables.map(table => db(table)));
  return Object.fromEntries(tables.map((table, i) => [table, rows[i]]));
}

/** Starts this version of the plugin. */
function start(knex: Database): Promise<Database> {
  return openDatabase(
    mockServices.database({ knex, migrations: { skip: false } }),
  );
}

describe.each(
  TestDatabases.create({
    ids: ['SQLITE_3', 'POSTGRES_15'],
  }).eachSupportedId(),
)('the migrations on %p', id => {
  const databases = TestDatabases.create();
  let db: Database;

  beforeEach(async () => {
    db = await databases.init(id);
  }, 60_000);

  async function upTo(name: string) {
    for (const each of NAMES.slice(0, NAMES.indexOf(name) + 1)) {
      await db.migrate.up({ directory, name: each });
    }
  }

  /** What this version reads, of tables that were filled when they had this schema. */
  async function expectRead(schema: Schema) {
    const has = (table: string, column: string) =>
      Boolean(schema[table]?.columns[column]);
    const scans = new ScanStore(db, () => NOW);
    expect(await scans.list()).toEqual([
      {
        scope: REPORT.scope,
        outcome: 'complete',
        lastAttemptAt: '2026-11-24T09:00:01.000Z',
        lastCompleteAt: '2026-11-24T09:00:01.000Z',
        memories: 3,
        durationMs: has('scans', 'duration_ms') ? 1000 : 0,
        calls: has('scans', 'calls') ? { 'kms:DescribeKey': 1 } : {},
        throttles: has('scans', 'throttles') ? 2 : 0,
        notInCatalog: has('scans', 'not_in_catalog') ? 1 : 0,
        refreshes: has('scans', 'refreshes') ? 4 : 0,
      },
    ]);
    expect(await scans.reportsOf(SCOPE)).toMatchObject(
      schema.scan_reports ? [{ outcome: 'complete', memories: 3 }] : [],
    );

    const history = new HistoryReader(db);
    const period = { from: '2026-11-20', to: '2026-11-24' };
    const seen = Boolean(schema.history_days);
    expect(await history.about()).toMatchObject({ number: seen ? 5 : 0 });
    expect([...(await history.days(period))]).toEqual(
      seen
        ? [
            [
              '2026-11-24',
              [
                {
                  counts: {
                    compliant: 1,
                    'at-risk': 2,
                    'non-compliant': 3,
                    unknown: 4,
                  },
                  covered: 9,
                  stale: 1,
                  notCounted: 1,
                  waived: has('history_days', 'waived') ? 2 : 0,
                  compliantByWaiver: has('history_days', 'waived') ? 1 : 0,
                },
              ],
            ],
          ]
        : [],
    );
    expect(await history.endedFailures(period)).toEqual(
      seen ? [3_000_000_000] : [],
    );
    expect(await history.marks(period)).toMatchObject(
      seen ? [{ version: '1', memories: 2 }] : [],
    );
    expect((await db('history_memories')).map(toMemoryState)).toMatchObject(
      seen ? [{ verdict: 'non-compliant', rules: { 'key-usable': RULE } }] : [],
    );

    const waivers = new WaiverStore(db, () => NOW);
    expect(await waivers.listApproved()).toMatchObject(
      schema.waivers
        ? [
            {
              id: 'w-1',
              state: 'approved',
              decision: { by: 'user:default/bob', reason: 'Agreed' },
            },
          ]
        : [],
    );

    const notifications = new NotificationStore(db);
    // What happened before anybody could be told is not news.
    expect(await notifications.progress()).toBe(seen ? 1 : 0);
    expect(
      await notifications.unsent(
        { since: '2026-11-20', until: '2026-11-28' },
        9,
      ),
    ).toEqual(schema.notifications ? [DELETION] : []);
  }

  it.each(NAMES)(
    'keep everything, and it can be read, when they come after %s',
    async name => {
      await upTo(name);
      await fill(db);
      const schema = await schemaOf(db);
      const before = await allRows(db);
      await start(db);
      const latest = await schemaOf(db);
      expect(within(await allRows(db), schema)).toMatchObject(
        within(before, latest),
      );
      await expectRead(schema);
    },
    60_000,
  );

  it('leave out reports of looks because of events, which would take the places of scans', async () => {
    await upTo('20261125000000_scan_reports.js');
    await fill(db);
    const [row] = within(ROWS, await schemaOf(db)).scan_reports;
    await db('scan_reports').insert({ ...row, outcome: 'refreshed' });
    await start(db);
    expect(await db('scan_reports').pluck('outcome')).toEqual(['complete']);
  }, 60_000);

  it('go down one by one, to the schema before with its rows, and up again', async () => {
    const schemas: Schema[] = [];
    for (const name of NAMES) {
      await upTo(name);
      schemas.push(await schemaOf(db));
    }
    await fill(db);
    const filled = await allRows(db);
    for (const schema of schemas.slice(0, -1).reverse()) {
      const before = await allRows(db);
      await db.migrate.down({ directory });
      // Waivers are on record, whatever version runs.
      const { waivers } = schemas[schemas.length - 1];
      expect(await schemaOf(db)).toEqual({ ...schema, waivers });
      const now = await schemaOf(db);
      expect(await allRows(db)).toMatchObject(within(before, now));
    }
    await start(db);
    expect(await schemaOf(db)).toEqual(schemas[schemas.length - 1]);
    const { waivers, scans } = await allRows(db);
    expect(waivers).toEqual(filled.waivers);
    expect(scans).toMatchObject([{ scope: REPORT.scope, memories: 3 }]);

    await db.migrate.rollback({ directory }, true);
    expect(await tablesOf(db)).toEqual(['waivers']);
  }, 60_000);

  it('only ever add since the first release, so that older versions go on', async () => {
    const breaks: Record<string, string[]> = {};
    let before: Schema = {};
    for (const name of NAMES) {
      await upTo(name);
      const after = await schemaOf(db);
      const found = breaksIn(before, after);
      if (found.length > 0) breaks[name] = found;
      before = after;
    }
    expect(breaks).toEqual({
      // Before the first release.
      [NOT_IN_CATALOG]: [
        'scans.refused_listing',
        'scan_reports.refused_listing',
      ],
    });
  }, 60_000);

  it('of a newer version do not keep this one from starting, and lose nothing', async () => {
    const newer = mkdtempSync(path.join(tmpdir(), 'migrations-'));
    try {
      cpSync(directory, newer, { recursive: true });
      writeFileSync(
        path.join(newer, '29990101000000_newer.js'),
        `exports.up = knex =>
          knex.schema.alterTable('scans', table => {
            table.string('colour').defaultTo('red');
          });
        exports.down = async () => {};`,
      );
      await upTo(NAMES[NAMES.length - 1]);
      await fill(db);
      const schema = await schemaOf(db);
      await db.migrate.latest({ directory: newer });

      await start(db);
      await expectRead(schema);
      await new ScanStore(db, () => NOW).save(report({ memories: 9 }));
      expect(await db('scans')).toMatchObject([{ memories: 9, colour: 'red' }]);

      // The newer version comes back.
      await db.migrate.latest({ directory: newer });
      expect(await db('scans')).toMatchObject([{ memories: 9, colour: 'red' }]);
    } finally {
      rmSync(newer, { recursive: true });
    }
  }, 60_000);
});
