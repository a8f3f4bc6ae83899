import { migrateDatabase } from '../../server/platform/migrate.ts';

/**
 * What each test file's database begins with: every table, the standards with their workspaces, and the councils.
 * What reads the settings is imported inside, once DATABASE_URL is the template's.
 */
export async function fillTemplate(url: string): Promise<void> {
  await migrateDatabase(url);
  process.env.DATABASE_URL = url;
  const { closeDatabase, openDatabase } = await import('../../server/platform/database.ts');
  const { loadReferenceData } = await import('../../server/reference.ts');
  openDatabase(url);
  await loadReferenceData();
  await closeDatabase();
}
