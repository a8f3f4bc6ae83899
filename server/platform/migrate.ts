import path from 'node:path';
import { drizzle } from 'drizzle-orm/node-postgres';
import { migrate } from 'drizzle-orm/node-postgres/migrator';
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
    await migrate(drizzle({ client }), { migrationsFolder }).catch((error) => {
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
