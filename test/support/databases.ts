import pg from 'pg';

/** Runs one statement on the server that the tests use, outside any test's database. */
export async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.TEST_SERVER_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

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
