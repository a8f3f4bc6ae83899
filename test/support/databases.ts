import pg from 'pg';
import type { DatabaseUrls } from '../../server/platform/migrate.ts';

/** Asks a database, on a connection for this alone. */
// biome-ignore lint/suspicious/noExplicitAny: a row is whatever was asked for
export async function ask(url: string, sql: string): Promise<any[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Runs a statement on the server that the tests use, outside any test's database. */
export const onServer = (statement: string) => ask(process.env.TEST_SERVER_URL as string, statement);

/** Does in this file's database what the role may not that the product runs as. */
export const asOwner = (sql: string) => ask(process.env.DATABASE_OWNER_URL as string, sql);

/** How a database on that server is reached: the product runs as a role that may do no more than it has to. */
export function urlsOf(database: string): DatabaseUrls {
  const url = new URL(process.env.TEST_SERVER_URL as string);
  url.pathname = `/${database}`;
  const ownerUrl = url.href;
  url.username = process.env.TEST_APP_ROLE as string;
  url.password = 'for tests';
  return { url: url.href, ownerUrl };
}

/** A copy of the template, made in a few hundredths of a second, for one test file alone. */
export async function createDatabase(name: string): Promise<DatabaseUrls> {
  await onServer(`create database ${name} template ${process.env.TEST_TEMPLATE}`);
  return urlsOf(name);
}

/** Removes it, whoever is still connected. */
export const dropDatabase = (name: string) => onServer(`drop database if exists ${name} with (force)`);
