import {
  DatabaseService,
  resolvePackagePath,
} from '@backstage/backend-plugin-api';

/** The plugin's database, or a transaction in it. */
export type Database = Awaited<ReturnType<DatabaseService['getClient']>>;

const MIGRATIONS = resolvePackagePath(
  'backstage-plugin-agentcore-memory-backend',
  'migrations',
);

/**
 * Opens the plugin's database, and brings it up to date. A database that a newer version brought up to date is taken as
 * it is: migrations only ever add.
 */
export async function openDatabase(
  database: DatabaseService,
): Promise<Database> {
  const db = await database.getClient();
  if (!database.migrations?.skip) {
    await db.migrate.latest({
      directory: MIGRATIONS,
      disableMigrationsListValidation: true,
    });
  }
  return db;
}
