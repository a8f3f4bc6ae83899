import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  text,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/**
 * A power given to a person: coordinator of one workspace, or of all when it names none; lead of a council; assessor;
 * administrator. A deputy of a coordinator holds what the coordinator holds, for as long as they do.
 */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    role: text({ enum: ['coordinator', 'lead', 'assessor', 'administrator'] }).notNull(),
    workspaceId: integer('workspace_id').references(() => workspaces.id),
    councilId: integer('council_id').references(() => councils.id),
    /** The grant that this one stands in for. */
    deputyOf: integer('deputy_of').references((): AnyPgColumn => roleGrants.id),
    grantedAt: moment('granted_at').notNull().defaultNow(),
    /** Empty where an operator gave it at the command line. */
    grantedBy: integer('granted_by').references(() => people.id),
    reason: text().notNull().default(''),
    /** The moment from which it no longer holds, where that was said beforehand. */
    endsAt: moment('ends_at'),
    endedAt: moment('ended_at'),
    endedBy: integer('ended_by').references(() => people.id),
    endReason: text('end_reason').notNull().default(''),
  },
  (table) => [
    uniqueIndex('role_grants_current')
      .on(
        table.personId,
        table.role,
        sql`coalesce(${table.workspaceId}, 0)`,
        sql`coalesce(${table.councilId}, 0)`,
      )
      .where(sql`${table.endedAt} is null`),
    index('role_grants_council').on(table.councilId),
    check('role_grants_role', sql`${table.role} in ('coordinator', 'lead', 'assessor', 'administrator')`),
    check('role_grants_lead', sql`(${table.role} = 'lead') = (${table.councilId} is not null)`),
  ],
);

/** What was done to somebody's access, by whom and why. Rows are added, and never changed or taken away. */
export const accessLog = pgTable(
  'access_log',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    at: moment('at').notNull(),
    /** Empty where an operator or the service itself did it. */
    actorId: integer('actor_id').references(() => people.id),
    /** Whose access it was; empty where it is about a council. */
    personId: integer('person_id').references(() => people.id),
    councilId: integer('council_id').references(() => councils.id),
    /** A word for each kind of act: see log.ts. */
    act: text().notNull(),
    /** What the act was about, in words: "coordinator of Understand user needs". No names or addresses. */
    about: text().notNull().default(''),
    reason: text().notNull().default(''),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (table) => [
    index('access_log_person').on(table.personId),
    index('access_log_council').on(table.councilId),
    index('access_log_at').on(table.at),
  ],
);
