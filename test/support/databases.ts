import pg from 'pg';

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

/** The address of a database on that server. */
export function addressOf(database: string): string {
  const url = new URL(process.env.TEST_SERVER_URL as string);
  url.pathname = `/${database}`;
  return url.href;
}

/** A copy of the template, made in a few hundredths of a second, for one test file alone. */
export async function createDatabase(name: string): Promise<string> {
  await onServer(`create database ${name} template ${process.env.TEST_TEMPLATE}`);
  return addressOf(name);
}

/** Removes it, whoever is still connected. */
export const dropDatabase = (name: string) => onServer(`drop database if exists ${name} with (force)`);
