import { createHash, randomUUID } from 'node:crypto';
import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Entity, stringifyEntityRef } from '@backstage/catalog-model';

const CATALOG = '@backstage/plugin-catalog-backend';
/** The processing loop takes what is due; nothing here ever is. */
const NEVER = '2999-01-01 00:00:00';
const ENTITIES_PER_TRANSACTION = 1000;

/** The part of the driver that is used: Knex itself would take minutes for millions of rows. */
interface Sqlite {
  exec(sql: string): void;
  prepare(sql: string): {
    run(...values: unknown[]): void;
    all(): unknown[];
  };
}

interface SearchRow {
  key: string;
  value: string | null;
  original_value: string | null;
}

/** The catalog's own: what it can filter an entity by. */
function searchRows(): (entityId: string, entity: Entity) => SearchRow[] {
  const file = 'dist/database/operations/stitcher/buildEntitySearch.cjs.js';
  // By its path, as the package does not export it.
  return require(resolvePackagePath(CATALOG, file)).buildEntitySearch;
}

/** Writes entities and their relations as the catalog's processing and stitching leave them. */
function writer(db: Sqlite) {
  const buildEntitySearch = searchRows();
  const state = db.prepare(
    `insert into refresh_state (entity_id, entity_ref, unprocessed_entity, processed_entity, errors, next_update_at, last_discovery_at)
     values (?, ?, '{}', '{}', '[]', '${NEVER}', CURRENT_TIMESTAMP)`,
  );
  const final = db.prepare(
    `insert into final_entities (entity_id, entity_ref, final_entity, hash, last_updated_at, generation)
     values (?, ?, ?, ?, CURRENT_TIMESTAMP, ?)`,
  );
  const search = db.prepare(
    'insert into search (entity_id, key, value, original_value) values (?, ?, ?, ?)',
  );
  const relation = db.prepare(
    'insert into relations (originating_entity_id, source_entity_ref, type, target_entity_ref) values (?, ?, ?, ?)',
  );
  return (entity: Entity, generation: number) => {
    const id = randomUUID();
    const ref = stringifyEntityRef(entity);
    const etag = createHash('sha1')
      .update(JSON.stringify(entity))
      .digest('hex');
    const whole = {
      ...entity,
      metadata: { ...entity.metadata, uid: id, etag },
    };
    state.run(id, ref);
    final.run(id, ref, JSON.stringify(whole), etag, generation);
    for (const row of buildEntitySearch(id, whole)) {
      search.run(id, row.key, row.value, row.original_value);
    }
    for (const { type, targetRef } of entity.relations ?? []) {
      relation.run(id, ref, type, targetRef);
    }
  };
}

/**
 * Fills the catalog's database without its processing, which would take hours for a hundred thousand entities. The
 * tables are the catalog's own, by its own migrations.
 */
export async function fillCatalog(
  knex: Awaited<ReturnType<DatabaseService['getClient']>>,
  entities: Iterable<Entity>,
): Promise<number> {
  await knex.migrate.latest({
    directory: resolvePackagePath(CATALOG, 'migrations'),
  });
  const db: Sqlite = await knex.client.acquireConnection();
  try {
    // A file that is half written is thrown away.
    db.exec('pragma synchronous = off; pragma cache_size = -500000');
    // All at once is faster than with each row.
    const indices = db
      .prepare(
        "select name, sql from sqlite_master where type = 'index' and tbl_name = 'search' and sql is not null",
      )
      .all() as { name: string; sql: string }[];
    for (const { name } of indices) db.exec(`drop index ${name}`);
    const write = writer(db);
    let written = 0;
    db.exec('begin');
    for (const entity of entities) {
      written += 1;
      write(entity, written);
      if (written % ENTITIES_PER_TRANSACTION === 0) db.exec('commit; begin');
    }
    db.prepare('update catalog_generation_counter set generation = ?').run(
      written,
    );
    db.exec('commit');
    for (const { sql } of indices) db.exec(sql);
    return written;
  } finally {
    await knex.client.releaseConnection(db);
  }
}
