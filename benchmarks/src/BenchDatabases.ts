import Knex from 'knex';
import { JsonObject } from '@backstage/types';

type Database = ReturnType<typeof Knex>;

const VARIABLE = 'BACKSTAGE_TEST_DATABASE_POSTGRES15_CONNECTION_STRING';

/** What people saw of the catalog at a moment. */
interface CatalogMark {
  entities: number;
  at: Date;
}

/** How much disk some tables take, in megabytes. */
export type Sizes = Map<string, number>;

function connectionString(): string {
  const found = process.env[VARIABLE];
  if (!found) throw new Error(`${VARIABLE} must name a PostgreSQL server`);
  return found;
}

/** The databases of a portal on a PostgreSQL server: fresh ones, which are dropped afterwards. */
export class BenchDatabases {
  readonly prefix: string;
  readonly #server: Database;
  readonly #opened = new Map<string, Database>();

  private constructor(prefix: string, server: Database) {
    this.prefix = prefix;
    this.#server = server;
  }

  static create(): BenchDatabases {
    const prefix = `bench_${process.pid}_${Date.now()}_`;
    return new BenchDatabases(
      prefix,
      Knex({
        client: 'pg',
        connection: connectionString(),
        pool: { min: 0, max: 2 },
      }),
    );
  }

  /** What a backend has at `backend.database`. @param poolMax - connections of a plugin in a process */
  config(poolMax: number): JsonObject {
    const { hostname, port, username, password } = new URL(connectionString());
    return {
      client: 'pg',
      prefix: this.prefix,
      connection: {
        host: hostname,
        port: Number(port),
        user: decodeURIComponent(username),
        password: decodeURIComponent(password),
      },
      knexConfig: { pool: { min: 0, max: poolMax } },
    };
  }

  /** A plugin's database, which must exist. */
  of(pluginId: string): Database {
    const opened = this.#opened.get(pluginId);
    if (opened) return opened;
    const url = new URL(connectionString());
    url.pathname = `/${this.prefix}${pluginId}`;
    const database = Knex({
      client: 'pg',
      connection: url.toString(),
      pool: { min: 0, max: 1 },
    });
    this.#opened.set(pluginId, database);
    return database;
  }

  /** Connections of backends to these databases, by plugin; not those of the benchmark. */
  async connections(): Promise<Map<string, number>> {
    const own = [...this.#opened.keys()];
    const rows = await this.#activity();
    return new Map(
      rows.map(({ datname, count }) => {
        const pluginId = datname.slice(this.prefix.length);
        return [pluginId, Number(count) - (own.includes(pluginId) ? 1 : 0)];
      }),
    );
  }

  /** Deadlocks and transactions so far, of all of them. */
  async counters(): Promise<{ deadlocks: number; transactions: number }> {
    const row = await this.#server('pg_stat_database')
      .whereLike('datname', `${this.prefix}%`)
      .sum({ deadlocks: 'deadlocks' })
      .sum({ transactions: this.#server.raw('xact_commit + xact_rollback') })
      .first();
    return {
      deadlocks: Number(row?.deadlocks),
      transactions: Number(row?.transactions),
    };
  }

  /** What people see of the catalog now, to find out later what was written since. */
  async markCatalog(): Promise<CatalogMark> {
    const { rows } = await this.of('catalog').raw(
      'select count(*) as entities, clock_timestamp() as at from final_entities',
    );
    return { entities: Number(rows[0].entities), at: rows[0].at };
  }

  /** Entities that the catalog wrote anew since, or took out on balance. */
  async catalogWritesSince({ at, entities }: CatalogMark): Promise<number> {
    const now = await this.markCatalog();
    const [{ count }] = await this.of('catalog')('final_entities')
      .where('last_updated_at', '>', at)
      .count({ count: '*' });
    return Number(count) + Math.max(0, entities - now.entities);
  }

  /** The size of each database by its plugin. */
  async sizes(): Promise<Sizes> {
    const rows: { datname: string; size: string }[] = await this.#server(
      'pg_database',
    )
      .whereLike('datname', `${this.prefix}%`)
      .select('datname')
      .select({ size: this.#server.raw('pg_database_size(datname)') });
    return new Map(
      rows.map(({ datname, size }) => [
        datname.slice(this.prefix.length),
        Number(size) / 1024 / 1024,
      ]),
    );
  }

  /** The size of each table of a plugin, with its indices. */
  async tableSizes(pluginId: string): Promise<Sizes> {
    const db = this.of(pluginId);
    const rows: { relname: string; size: string }[] = await db(
      'pg_stat_user_tables',
    )
      .select('relname')
      .select({ size: db.raw('pg_total_relation_size(relid)') });
    return new Map(
      rows.map(({ relname, size }) => [relname, Number(size) / 1024 / 1024]),
    );
  }

  /** Drops them all. */
  async drop(): Promise<void> {
    for (const database of this.#opened.values()) await database.destroy();
    const names: string[] = await this.#server('pg_database')
      .whereLike('datname', `${this.prefix}%`)
      .pluck('datname');
    for (const name of names) {
      await this.#server.raw('drop database ?? with (force)', [name]);
    }
    await this.#server.destroy();
  }

  #activity(): Promise<{ datname: string; count: string }[]> {
    return this.#server('pg_stat_activity')
      .whereLike('datname', `${this.prefix}%`)
      .groupBy('datname')
      .select('datname')
      .count({ count: '*' });
  }
}
