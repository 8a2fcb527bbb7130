import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';
import { Database } from './rows';

/** A list of its own: the catalog keeps another one in the same database. */
const MIGRATIONS_TABLE = 'agentcore_memory__knex_migrations';

/** The migrations of the module's tables. */
export const MIGRATIONS = {
  directory: resolvePackagePath(
    'backstage-plugin-catalog-backend-module-agentcore-memory',
    'migrations',
  ),
  tableName: MIGRATIONS_TABLE,
  // A newer version may have brought the tables up to date already: migrations only ever add.
  disableMigrationsListValidation: true,
};

/** Brings the module's tables in the catalog's database up to date, unless the configuration skips migrations. */
export async function prepareTables(
  database: DatabaseService,
): Promise<Database> {
  const db = await database.getClient();
  if (!database.migrations?.skip) await db.migrate.latest(MIGRATIONS);
  return db;
}
