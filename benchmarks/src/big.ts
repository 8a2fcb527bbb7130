import { setTimeout as wait } from 'node:timers/promises';
import { JsonObject } from '@backstage/types';
import { BackendProcess } from './BackendProcess';
import { freePort } from './BackendPortal';
import { BenchDatabases, Sizes } from './BenchDatabases';
import { CompanySize } from './Portal';
import { portalConfig } from './portalConfig';
import { postgresCpu } from './postgresCpu';
import { Report } from './report';
import { SandboxProcess } from './SandboxProcess';
import { REGIONS, sandboxArguments } from './scan';

const FULL = { accounts: 1_067, memories: 100_000 };
const TENTH = { accounts: 107, memories: 10_000 };
/** As many as the local AWS names in its tags. */
const TEAMS = 200;
const POLL_MS = 1_000;
/** The catalog is given this long to show everything, in milliseconds. */
const PATIENCE_MS = 40 * 60_000;
/** How long the catalog's own work is watched, in milliseconds: no entity comes up twice in it. */
const WATCH_MS = 90_000;
/** What a start does at once is over by then, in milliseconds. */
const CALM_MS = 15_000;
const HALF_HOUR = 1_800;
const DAY = 86_400;

/** Settings of a portal that may matter to so many entities. */
interface Settings {
  name: string;
  /** Connections of a plugin. */
  pool: number;
  catalog?: JsonObject;
}

const DEFAULTS: Settings = { name: 'defaults', pool: 10 };

const OTHERS: readonly Settings[] = [
  {
    name: 'processing every day',
    pool: 10,
    catalog: { processingInterval: { hours: 24 } },
  },
  {
    name: 'stitching looks every 0.1 s',
    pool: 10,
    catalog: {
      stitchingStrategy: { pollingInterval: { milliseconds: 100 } },
    },
  },
  { name: 'pool of 20', pool: 20 },
];

/** What the catalog holds of a company at a moment. */
interface Shown {
  /** Memories and keys in our tables. */
  stored: number;
  /** Of those, what people see in the catalog. */
  shown: number;
  /** Entities that wait for the catalog's first processing, or for stitching. */
  waiting: number;
}

/** A backend with a company of this size, on databases of its own. */
class BigPortal {
  readonly #size: CompanySize;
  readonly #databases: BenchDatabases;
  readonly #sandbox: SandboxProcess;
  readonly #port: number;
  #backend?: BackendProcess;

  constructor(options: {
    size: CompanySize;
    databases: BenchDatabases;
    sandbox: SandboxProcess;
    port: number;
  }) {
    this.#size = options.size;
    this.#databases = options.databases;
    this.#sandbox = options.sandbox;
    this.#port = options.port;
  }

  get backend(): BackendProcess {
    return this.#backend!;
  }

  async start({ pool, catalog }: Settings): Promise<void> {
    await this.stop();
    const config = portalConfig(this.#size, {
      port: this.#port,
      database: this.#databases.config(pool),
      schedule: {
        frequency: { trigger: 'manual' },
        timeout: { hours: 1 },
      },
      catalog,
    });
    this.#backend = await BackendProcess.start(
      { config, teams: TEAMS },
      this.#sandbox.url,
      line => process.stderr.write(`${line}\n`),
    );
  }

  async stop(): Promise<void> {
    await this.#backend?.stop();
    this.#backend = undefined;
  }

  async shown(): Promise<Shown> {
    const db = this.#databases.of('catalog');
    const { rows } = await db.raw(`select
      (select count(*) from agentcore_memory__memories)
        + (select count(*) from agentcore_memory__keys) as stored,
      (select count(*) from final_entities
        where entity_ref like 'resource:%' and final_entity is not null) as shown,
      (select count(*) from stitch_queue)
        + (select count(*) from refresh_state where processed_entity is null) as waiting`);
    const [{ stored, shown, waiting }] = rows;
    return {
      stored: Number(stored),
      shown: Number(shown),
      waiting: Number(waiting),
    };
  }

  /** Waits until the catalog shows everything and has come to rest, and gives the seconds since a moment for both. */
  async settle(since: number) {
    const deadline = Date.now() + PATIENCE_MS;
    const seconds = () => (Date.now() - since) / 1000;
    let now = await this.shown();
    let showsAll: number | undefined;
    while (now.waiting > 0 || now.shown < now.stored) {
      if (now.shown >= now.stored) showsAll ??= seconds();
      if (Date.now() > deadline) break;
      await wait(POLL_MS);
      now = await this.shown();
    }
    if (now.shown >= now.stored) showsAll ??= seconds();
    return { ...now, showsAll, seconds: seconds() };
  }
}

async function inPortal<T>(
  size: CompanySize,
  work: (
    portal: BigPortal,
    databases: BenchDatabases,
    sandbox: SandboxProcess,
  ) => Promise<T>,
): Promise<T> {
  const databases = BenchDatabases.create();
  const sandbox = await SandboxProcess.start(sandboxArguments(size));
  const port = await freePort();
  const portal = new BigPortal({ size, databases, sandbox, port });
  try {
    return await work(portal, databases, sandbox);
  } finally {
    await portal.stop();
    await sandbox.stop();
    await databases.drop();
  }
}

/** The first scan, until the catalog has come to rest. */
async function cold(
  report: Report,
  name: string,
  portal: BigPortal,
  databases: BenchDatabases,
  memories: number,
) {
  const calm = await portal.shown();
  if (calm.stored > 0) throw new Error('The databases are not fresh');
  const before = await portal.backend.usage();
  const database = postgresCpu();
  const start = Date.now();
  const scan = await portal.backend.scan();
  // The scheduler looks for triggered tasks every few seconds only.
  const since = Date.now() - scan * 1000;
  const scanned = await portal.shown();
  report.add(`${name}: cold scan`, scan, 's');
  report.add(`${name}: in the catalog by then`, scanned.shown, 'entities');
  const { shown, stored, waiting, showsAll, seconds } = await portal.settle(
    since,
  );
  const after = await portal.backend.usage();
  report.add(`${name}: memories and keys in the catalog`, shown, 'entities', {
    atLeast: Math.max(stored, memories),
  });
  if (showsAll !== undefined) {
    report.add(`${name}: until the catalog shows all`, showsAll, 's');
  }
  report.add(
    waiting === 0
      ? `${name}: until the catalog has come to rest`
      : `${name}: given up after`,
    seconds,
    's',
  );
  report.add(
    `${name}: shown a second`,
    shown / (showsAll ?? seconds),
    'entities/s',
  );
  report.add(
    `${name}: processor time of Backstage`,
    after.cpu - before.cpu,
    's',
  );
  report.add(
    `${name}: processor time of PostgreSQL`,
    postgresCpu() - database,
    's',
  );
  report.add(
    `${name}: processors in use`,
    (after.cpu - before.cpu) / ((Date.now() - start) / 1000),
    'of one',
  );
  report.add(
    `${name}: queries of the catalog for an entity`,
    (after.catalogQueries - before.catalogQueries) / shown,
    'queries',
  );
  const { deadlocks } = await databases.counters();
  report.add(`${name}: deadlocks`, deadlocks, 'deadlocks', { atMost: 0 });
  report.add(`${name}: heap at rest`, after.heap, 'MB');
  report.add(`${name}: highest heap, garbage included`, after.heapPeak, 'MB');
  report.add(`${name}: highest resident set`, after.rssPeak, 'MB');
}

/** What a scan costs that finds nothing new. */
async function quiet(
  report: Report,
  name: string,
  portal: BigPortal,
  databases: BenchDatabases,
  sandbox: SandboxProcess,
) {
  const calls = (await sandbox.calls()).total;
  const mark = await databases.markCatalog();
  const before = await portal.backend.usage();
  const seconds = await portal.backend.scan();
  const after = await portal.backend.usage();
  await wait(CALM_MS);
  report.add(`${name}: time`, seconds, 's');
  report.add(`${name}: calls`, (await sandbox.calls()).total - calls, 'calls');
  report.add(`${name}: processor time`, after.cpu - before.cpu, 's');
  report.add(
    `${name}: queries to our tables`,
    after.storeQueries - before.storeQueries,
    'queries',
  );
  report.add(
    `${name}: catalog writes`,
    await databases.catalogWritesSince(mark),
    'writes',
    { atMost: 0 },
  );
  report.add(`${name}: heap at rest`, after.heap, 'MB');
}

/** What the catalog does by itself when nothing happens, where the due times of entities are spread evenly. */
async function steady(
  report: Report,
  name: string,
  portal: BigPortal,
  databases: BenchDatabases,
  { seconds, settings }: { seconds: number; settings: Settings },
) {
  await portal.stop();
  const db = databases.of('catalog');
  // As Backstage draws them: between the interval and half as much again.
  await db.raw(
    "update refresh_state set next_update_at = current_timestamp + random() * ? * interval '1 second'",
    [seconds * 1.25],
  );
  await db.raw('vacuum analyze refresh_state');
  await portal.start(settings);
  await wait(CALM_MS);
  await db.raw(
    'create table bench_due as select entity_id, next_update_at from refresh_state',
  );
  const before = await portal.backend.usage();
  const database = postgresCpu();
  await wait(WATCH_MS);
  const after = await portal.backend.usage();
  const databaseAfter = postgresCpu();
  const { rows } = await db.raw(
    'select count(*) as count from refresh_state join bench_due using (entity_id) where refresh_state.next_update_at <> bench_due.next_update_at',
  );
  const late = await db.raw(
    'select count(*) as count from refresh_state where next_update_at < current_timestamp',
  );
  await db.raw('drop table bench_due');
  const watched = WATCH_MS / 1000;
  report.add(
    `${name}: processed a second`,
    Number(rows[0].count) / watched,
    'entities/s',
  );
  report.add(`${name}: overdue`, Number(late.rows[0].count), 'entities');
  report.add(
    `${name}: processor of Backstage`,
    (100 * (after.cpu - before.cpu)) / watched,
    '% of one',
  );
  report.add(
    `${name}: processor of PostgreSQL`,
    (100 * (databaseAfter - database)) / watched,
    '% of one',
  );
}

function sumOf(sizes: Sizes, matches: (name: string) => boolean): number {
  return [...sizes].reduce(
    (sum, [name, size]) => sum + (matches(name) ? size : 0),
    0,
  );
}

async function disk(report: Report, name: string, databases: BenchDatabases) {
  const plugins = await databases.sizes();
  const tables = await databases.tableSizes('catalog');
  const isOurs = (table: string) => table.startsWith('agentcore_memory__');
  const named = ['search', 'final_entities', 'refresh_state', 'relations'];
  report.add(`${name}: database of the catalog`, plugins.get('catalog')!, 'MB');
  report.add(`${name}: of it, our tables`, sumOf(tables, isOurs), 'MB');
  for (const table of named) {
    report.add(`${name}: of it, ${table}`, tables.get(table) ?? 0, 'MB');
  }
  report.add(
    `${name}: of it, the catalog's other tables`,
    sumOf(tables, table => !isOurs(table) && !named.includes(table)),
    'MB',
  );
  report.add(
    `${name}: database of agentcore-memory`,
    plugins.get('agentcore-memory')!,
    'MB',
  );
}

async function settingsApart(report: Report) {
  const size = { ...TENTH, regions: REGIONS.slice(0, 15) };
  for (const settings of OTHERS) {
    await inPortal(size, async (portal, databases) => {
      await portal.start(settings);
      await cold(report, settings.name, portal, databases, size.memories);
    });
  }
}

/** A company through the real catalog on PostgreSQL, and what the catalog makes of it afterwards. */
export async function benchBig(report: Report, quick: boolean): Promise<void> {
  const size = { ...(quick ? TENTH : FULL), regions: REGIONS.slice(0, 15) };
  const { accounts, regions, memories } = size;
  report.add('scopes', accounts * regions.length, 'scopes');
  if (quick) await settingsApart(report);
  await inPortal(size, async (portal, databases, sandbox) => {
    await portal.start(DEFAULTS);
    await cold(report, DEFAULTS.name, portal, databases, memories);
    await disk(report, 'on disk', databases);
    await quiet(
      report,
      'quiet run beside processing by default',
      portal,
      databases,
      sandbox,
    );
    const intervals = [
      { name: 'processing by default', seconds: 100, settings: DEFAULTS },
      ...[
        { name: 'processing every half hour', seconds: HALF_HOUR },
        { name: 'processing every day', seconds: DAY },
      ].map(({ name, seconds }) => ({
        name,
        seconds,
        settings: {
          ...DEFAULTS,
          catalog: { processingInterval: { seconds } },
        },
      })),
    ];
    for (const { name, ...rest } of intervals) {
      await steady(report, name, portal, databases, rest);
    }
    await quiet(
      report,
      'quiet run beside processing every day',
      portal,
      databases,
      sandbox,
    );
  });
}
