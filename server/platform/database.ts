import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres';
import pg from 'pg';
import { config } from '../config.ts';

export type Database = NodePgDatabase<Record<string, never>> & { $client: pg.Pool };
/** A running transaction; every command does its reading and writing through the one it opened. */
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Where a query may run: inside a transaction or outside one. */
export type Executor = Database | Tx;

/** The database, once openDatabase has been called. */
export let db: Database;

/** Opens the pool of connections to Postgres; connections are made when first needed. */
export function openDatabase(url: string): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: config.DATABASE_POOL,
    application_name: 'standard-practice',
  });
  // A connection that breaks is replaced by the pool; unheard, its error would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  db = drizzle({ client: pool }) as Database;
  return db;
}

/** A question that is asked at most requests: put into SQL once for each database, since that takes longer than asking. */
export function preparedOnce<T>(prepare: (database: Database) => T): () => T {
  let known: { database: Database; question: T } | undefined;
  return () => {
    if (known?.database !== db) known = { database: db, question: prepare(db) };
    return known.question;
  };
}

/** Waits for running queries and closes every connection. */
export async function closeDatabase(): Promise<void> {
  await db?.$client.end();
}
