import { chmod, mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { closeDatabase, db, openDatabase } from '../server/platform/database.ts';
import { startEmbeddedPostgres } from '../server/platform/embedded-postgres.ts';
import { migrateDatabase } from '../server/platform/migrate.ts';
import { loadReferenceData } from '../server/reference.ts';

/**
 * A Postgres for this run alone, or BENCH_DATABASE_URL if it is empty, with the tables and the Standard in it. Opened as its
 * owner, who may do what it takes to fill it; what is measured runs as the product does.
 */
export async function startDatabase() {
  const given = process.env.BENCH_DATABASE_URL;
  const own = given ? undefined : await startOwn();
  const urls = own ?? { url: given ?? '', ownerUrl: given ?? '' };
  openDatabase(urls.ownerUrl);
  if (given) await refuseIfUsed();
  await migrateDatabase(urls);
  await loadReferenceData();
  return {
    ...urls,
    async stop(): Promise<void> {
      await closeDatabase();
      await own?.stop();
    },
  };
}

/** As an operator sets up a Postgres for so many posts (docs/operating.md); of 128 MB, as it comes, an index of gigabytes keeps little. */
const settings = ['shared_buffers=1GB', 'work_mem=32MB', 'max_wal_size=4GB'];

async function startOwn() {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'standard-practice-bench-'));
  // Started by root, Postgres runs as somebody else, who has to be able to go in.
  await chmod(folder, 0o755);
  const { url, ownerUrl, stop } = await startEmbeddedPostgres(folder, settings);
  return {
    url,
    ownerUrl,
    async stop() {
      await stop();
      await rm(folder, { recursive: true });
    },
  };
}

/** Thousands of made-up topics must not end up among people's own. */
async function refuseIfUsed(): Promise<void> {
  const { rows } = await db.execute(sql`select to_regclass('topics') as used`);
  if (rows[0]?.used)
    throw new Error('BENCH_DATABASE_URL must name an empty database: this one has been used.');
}
