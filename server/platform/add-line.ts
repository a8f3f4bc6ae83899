import { getTableColumns, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from './database.ts';

/**
 * Adds a line to a log; the answer is its number. That is given by Postgres alone: the role that the product runs as may not even
 * name its column (app-role.ts), as Drizzle's own insert does.
 */
export async function addLine<T extends PgTable>(tx: Tx, log: T, line: T['$inferInsert']): Promise<number> {
  const given = new Map(Object.entries(line));
  const columns = Object.entries(getTableColumns(log)).filter(([name]) => given.get(name) !== undefined);
  const names = columns.map(([, column]) => sql.identifier(column.name));
  const values = columns.map(([name, column]) => sql.param(given.get(name), column));
  const { rows } = await tx.execute<{ id: number }>(
    sql`insert into ${log} (${sql.join(names, sql`, `)}) values (${sql.join(values, sql`, `)}) returning id`,
  );
  return rows[0]?.id ?? 0;
}
