import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { moderationLog } from '../moderation/tables.ts';
import { people } from '../people/tables.ts';

export type AppealDecision = 'upheld' | 'declined';

/** What somebody says against an act on what they wrote: once for each act, decided by a coordinator who did not act. */
export const appeals = pgTable(
  'appeals',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    actId: integer('act_id')
      .notNull()
      .unique()
      .references(() => moderationLog.id),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    text: text().notNull(),
    createdAt: moment('created_at').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: integer('decided_by').references(() => people.id),
    decision: text().$type<AppealDecision>(),
    /** Whoever appealed reads it, and members in the log. */
    reason: text().notNull().default(''),
    /** The line in the log that it was decided by. */
    decidedIn: integer('decided_in').references(() => moderationLog.id),
    /** How often it was made, decided and opened again. */
    changeCount: integer('change_count').notNull().default(1),
  },
  (table) => [
    index('appeals_open').on(table.createdAt).where(sql`${table.decidedAt} is null`),
    index('appeals_decided').on(table.decidedAt),
    index('appeals_person').on(table.personId),
    check('appeals_decision', sql`${table.decision} in ('upheld', 'declined')`),
    check(
      'appeals_decided_whole',
      sql`num_nulls(${table.decidedAt}, ${table.decidedBy}, ${table.decision}) in (0, 3)`,
    ),
  ],
);
