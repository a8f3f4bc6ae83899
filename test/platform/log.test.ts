import { type SQL, sql } from 'drizzle-orm';
import { pino } from 'pino';
import { db } from '../../server/platform/database.ts';
import { log } from '../../server/platform/log.ts';
import { useApp } from '../support/app.ts';

useApp();
const { level } = log;
const lines: string[] = [];

beforeAll(() => {
  log.level = 'error';
  Object.assign(log, { [pino.symbols.streamSym]: { write: (line: string) => lines.push(line) } });
});
afterAll(() => {
  log.level = level;
});

/** The line of the log about a query that fails. */
async function lineOf(query: SQL): Promise<string> {
  const error = await db.execute(query).catch((failed) => failed);
  log.error({ error }, 'Request failed');
  return lines.at(-1) ?? '';
}

const words = 'Ada told me in confidence';

test.each([
  ['is no number', sql`select ${words}::int`, 'invalid input syntax for type integer'],
  ['has marks of quotation in it', sql`select ${`${words} "so"\n"there"`}::int`, 'invalid input syntax'],
  ['is too large a number', sql`select ${'99999999999999'}::int`, 'out of range for type integer'],
  ['is no date', sql`select ${words}::timestamptz`, 'invalid input syntax for type timestamp'],
  ['is no such search', sql`select to_tsquery('english', ${words})`, 'syntax error in tsquery'],
  ['looks like a place in the program', sql`select ${`\n    at ${words}`}::int`, 'invalid input syntax'],
])('the log does not have what a query was asked with where it %s', async (_, query, said) => {
  const line = await lineOf(query);
  expect(line).toContain(said);
  expect(line).not.toMatch(/confidence|there|99999/);
  expect(JSON.parse(line).error.cause.frames).not.toEqual([]);
});

test('it has the names of tables and constraints by which a fault is found', async () => {
  expect(await lineOf(sql`select ${words} from nowhere`)).toContain('relation \\"nowhere\\" does not exist');
  const line = await lineOf(
    sql`insert into notices (person_id, kind, once, at) values (1, ${words}, 'x', now())`,
  );
  expect(line).toContain('violates check constraint \\"notices_kind\\"');
  expect(line).not.toContain('confidence');
});
