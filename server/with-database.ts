import { config } from './config.ts';
import { closeDatabase, openDatabase } from './platform/database.ts';
import { findEmbeddedPostgres, startEmbeddedPostgres } from './platform/embedded-postgres.ts';
import { migrateDatabase } from './platform/migrate.ts';
import { loadReferenceData } from './reference.ts';

/**
 * Does something with the database that the settings name, brought up to date. The embedded one is used while
 * `npm start` runs it, and started for this alone when nothing does.
 */
export async function withDatabase<T>(work: () => Promise<T>): Promise<T> {
  const running = config.database ?? (await findEmbeddedPostgres(config.dataDir));
  const own = running ? undefined : await startEmbeddedPostgres(config.dataDir);
  const database = running ?? own ?? { url: '', ownerUrl: '' };
  try {
    await migrateDatabase(database);
    openDatabase(database.url);
    await loadReferenceData();
    return await work();
  } finally {
    await closeDatabase();
    await own?.stop();
  }
}
