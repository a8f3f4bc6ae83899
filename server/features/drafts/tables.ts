import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';

/** What somebody has typed in a form that they have not sent. */
export const drafts = pgTable(
  'drafts',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    /** The hidden id of the form: wherever it is opened again, it is the same draft. */
    formId: text('form_id').notNull(),
    /** The address that the form is sent to. */
    place: text().notNull(),
    fields: jsonb().$type<Record<string, string>>().notNull(),
    /** Told apart by it: what was typed on top of this text, and what on top of an earlier one. */
    version: integer().notNull().default(1),
    createdAt: moment('created_at').notNull(),
    savedAt: moment('saved_at').notNull(),
    /** When it was posted or discarded: nothing that arrives later brings it back by itself. */
    endedAt: moment('ended_at'),
  },
  (table) => [
    unique('drafts_form').on(table.personId, table.formId),
    index('drafts_of').on(table.personId, table.place).where(sql`${table.endedAt} is null`),
    index('drafts_ended').on(table.endedAt).where(sql`${table.endedAt} is not null`),
  ],
);
