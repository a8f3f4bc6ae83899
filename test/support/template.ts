import { type DatabaseUrls, migrateDatabase } from '../../server/platform/migrate.ts';

/**
 * What each test file's database begins with: every table, the standards with their workspaces, and the councils.
 * What reads the settings is imported inside, once DATABASE_URL is the template's.
 */
export async function fillTemplate(database: DatabaseUrls): Promise<void> {
  await migrateDatabase(database);
  process.env.DATABASE_URL = database.url;
  const { closeDatabase, openDatabase } = await import('../../server/platform/database.ts');
  const { loadReferenceData } = await import('../../server/reference.ts');
  openDatabase(database.url);
  await loadReferenceData();
  await closeDatabase();
}
