import { sql } from 'drizzle-orm';
import { appendOnly } from './append-only.ts';
import { db } from './database.ts';

/**
 * Whether Postgres itself keeps the role that this process runs as from changing what is in the logs, by whatever way:
 * asked of what it may do, not of the settings. A superuser, and whoever owns a log, its schema or the database, may all.
 */
export async function areLogsProtected(): Promise<boolean> {
  const { rows } = await db.execute<{ areProtected: boolean }>(sql`
    select not exists(
      select from pg_class join pg_namespace on pg_namespace.oid = relnamespace, pg_database
      where datname = current_database() and nspname = 'public' and relname = any(${sql.param(appendOnly)}::text[])
        and (has_table_privilege(pg_class.oid, 'update, delete, truncate, trigger')
          or has_any_column_privilege(pg_class.oid, 'update')
          or exists(select from pg_attribute where attrelid = pg_class.oid and attidentity <> ''
            and has_column_privilege(pg_class.oid, attnum, 'insert'))
          or pg_has_role(relowner, 'member') or pg_has_role(nspowner, 'member') or pg_has_role(datdba, 'member'))
    ) as "areProtected"`);
  return rows[0]?.areProtected ?? false;
}
