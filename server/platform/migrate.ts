import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';

const MIGRATIONS = path.join(import.meta.dirname, '../../migrations');
const MIGRATION_LOCK = 20_160_919;

/**
 * Brings the database up to date. Several nodes may do this at once: the first one does the work while the others
 * wait, and then find nothing left to do.
 */
export async function migrateDatabase(url: string, migrationsFolder = MIGRATIONS): Promise<void> {
  // A connection of its own: the lock belongs to the connection, which a pool would hand to somebody else.
  const client = new pg.Client({ connectionString: url, application_name: 'standard-practice migrations' });
  await client.connect().catch((error) => {
    throw new Error(`The database does not let us in: ${error.message || error.code}. Look at DATABASE_URL.`);
  });
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await applyAll(client, url, migrationsFolder).catch((error) => {
      const { message } = error.cause ?? error;
      throw new Error(
        `The database could not be brought up to date: ${message}. It has to be for Standard Practice alone, ` +
          'empty at first, and its user must be allowed to make tables in it. Look at DATABASE_URL.',
      );
    });
  } finally {
    await client.end();
  }
}

async function applyAll(client: pg.Client, url: string, migrationsFolder: string): Promise<void> {
  await migrate(drizzle({ client }), { migrationsFolder });
  await migrateJobs(url);
}

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
