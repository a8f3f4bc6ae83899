import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { migrateDatabase } from '../../server/platform/migrate.ts';

const urls = {
  url: process.env.DATABASE_URL as string,
  ownerUrl: process.env.DATABASE_OWNER_URL as string,
};
let folder: string;
let client: pg.Client;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'migrations-'));
  client = new pg.Client({ connectionString: urls.url });
  await client.connect();
});

afterEach(async () => {
  await client.end();
  await rm(folder, { recursive: true });
});

test('nodes that start at once apply each migration once', async () => {
  // Slow enough that the nodes would be in it together, were it not for the lock.
  await writeMigrations(
    'create table boats (name text); select pg_sleep(0.3)',
    "insert into boats values ('Argo')",
  );
  await Promise.all([migrate(), migrate(), migrate()]);
  expect((await client.query('select name from boats')).rows).toEqual([{ name: 'Argo' }]);
});

test('a migration that fails is undone, and applied at the next start once it is right', async () => {
  await writeMigrations('create table ships (name text); select wrong');
  await expect(migrate()).rejects.toThrow(
    /^The database could not be brought up to date: column "wrong" does not exist\. It has to be [^\n]*\.$/,
  );
  expect((await client.query("select to_regclass('ships') as ships")).rows).toEqual([{ ships: null }]);
  await writeMigrations('create table ships (name text)');
  await migrate();
  expect((await client.query('select * from ships')).rows).toEqual([]);
});

const migrate = () => migrateDatabase(urls, folder);

/** Later than the project's own, which the database has already: drizzle leaves out what is older than the last. */
let when = Date.UTC(2116, 0);

/** As drizzle-kit writes them. */
async function writeMigrations(...statements: string[]) {
  const entries = statements.map((_, idx) => ({
    idx,
    version: '7',
    when: when++,
    tag: `000${idx}_test`,
    breakpoints: true,
  }));
  await mkdir(path.join(folder, 'meta'), { recursive: true });
  await writeFile(
    path.join(folder, 'meta/_journal.json'),
    JSON.stringify({ version: '7', dialect: 'postgresql', entries }),
  );
  for (const { idx, tag } of entries)
    await writeFile(path.join(folder, `${tag}.sql`), statements[idx] as string);
}
