import { migrateDatabase } from '../../server/platform/migrate.ts';

/**
 * What each test file's database begins with: every table, the standards and the councils. What reads the settings
 * is imported inside, once DATABASE_URL is the template's.
 */
export async function fillTemplate(url: string): Promise<void> {
  await migrateDatabase(url);
  process.env.DATABASE_URL = url;
  const { closeDatabase, openDatabase } = await import('../../server/platform/database.ts');
  const { loadStandards } = await import('../../server/features/standard/load.ts');
  const { loadCouncils } = await import('../../server/features/councils/load.ts');
  await openDatabase(url).transaction(async (tx) => {
    await loadStandards(tx);
    await loadCouncils(tx);
  });
  await closeDatabase();
}
