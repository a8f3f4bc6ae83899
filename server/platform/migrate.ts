import path from 'node:path';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { letAppIn } from './app-role.ts';

const MIGRATIONS = path.join(import.meta.dirname, '../../migrations');
const MIGRATION_LOCK = 20_160_919;

/** How to reach the database: as the role that the product runs as, and as the one that owns the tables. */
export interface DatabaseUrls {
  url: string;
  ownerUrl: string;
}

/**
 * Brings the database up to date, as its owner, and lets the role in that the product runs as, if that is another.
 * Several nodes may do this at once: the first one does the work while the others wait, and then find nothing left to do.
 */
export async function migrateDatabase(
  { url, ownerUrl }: DatabaseUrls,
  migrationsFolder = MIGRATIONS,
): Promise<void> {
  // A connection of its own: the lock belongs to the connection, which a pool would hand to somebody else.
  const client = await connect(ownerUrl, url === ownerUrl ? 'DATABASE_URL' : 'DATABASE_OWNER_URL');
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await applyAll(client, ownerUrl, migrationsFolder).catch((error) => {
      const { message } = error.cause ?? error;
      throw new Error(
        `The database could not be brought up to date: ${message}. It has to be for Standard Practice alone, ` +
          'empty at first, and its user must be allowed to make tables in it. ' +
          'Look at DATABASE_URL, and at DATABASE_OWNER_URL if there is one.',
      );
    });
    if (url !== ownerUrl) await letIn(client, url);
  } finally {
    await client.end();
  }
}

async function connect(connectionString: string, setting: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'standard-practice migrations' });
  await client.connect().catch((error) => {
    throw new Error(`The database does not let us in: ${error.message || error.code}. Look at ${setting}.`);
  });
  return client;
}

async function applyAll(client: pg.Client, url: string, migrationsFolder: string): Promise<void> {
  if (!(await isUpToDate(client, migrationsFolder))) await migrate(drizzle({ client }), { migrationsFolder });
  await migrateJobs(url);
}

/** Asked first, because a role that may not make tables may well run what others made. */
async function isUpToDate(client: pg.Client, migrationsFolder: string): Promise<boolean> {
  const { rows } = await client.query("select to_regclass('drizzle.__drizzle_migrations') as known");
  if (!rows[0].known) return false;
  const last = await client.query('select max(created_at) as at from drizzle.__drizzle_migrations');
  const newest = readMigrationFiles({ migrationsFolder }).at(-1);
  return Number(last.rows[0].at) >= (newest?.folderMillis ?? 0);
}

/** Lets in whom DATABASE_URL names, and sees that it leads to this very database. */
async function letIn(owner: pg.Client, url: string): Promise<void> {
  const { user: name = '', password = '' } = new pg.Client({ connectionString: url });
  if (name !== owner.user) {
    await letAppIn(owner, { name, password: password ?? '' }).catch(({ message }) => {
      throw new Error(`The database could not be opened to the role of DATABASE_URL: ${message}.`);
    });
  }
  const client = await connect(url, 'DATABASE_URL');
  try {
    const { rows } = await client.query(
      `select from pg_locks where locktype = 'advisory' and objid = $1 and granted
        and pid = $2 and database = (select oid from pg_database where datname = current_database())`,
      [MIGRATION_LOCK, await pidOf(owner)],
    );
    if (!rows.length)
      throw new Error('DATABASE_URL and DATABASE_OWNER_URL do not lead to the same database.');
  } finally {
    await client.end();
  }
}

const pidOf = async (client: pg.Client) => (await client.query('select pg_backend_pid() as pid')).rows[0].pid;

/** Makes the tables that jobs are kept in, which graphile-worker has its own migrations for. */
async function migrateJobs(url: string): Promise<void> {
  const pgPool = new pg.Pool({
    connectionString: url,
    application_name: 'standard-practice migrations',
    max: 1,
  });
  // What goes wrong is said by the question that it happened to.
  pgPool.on('error', () => {}).on('connect', (connection) => connection.on('error', () => {}));
  try {
    await runMigrations({ pgPool, logger: new Logger(() => () => {}) });
  } finally {
    // Its own way to connect would not wait for the end, and a database that is in use cannot be copied.
    await pgPool.end();
  }
}
