import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';

/** Something that a council runs: built by it, bought, or shared with others. */
export const services = pgTable(
  'services',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    councilId: integer('council_id')
      .notNull()
      .references(() => councils.id),
    name: text().notNull(),
    origin: text({ enum: ['built', 'bought', 'shared'] }).notNull(),
    description: text().notNull().default(''),
    link: text().notNull().default(''),
    contactId: integer('contact_id').references(() => people.id),
    createdAt: moment('created_at').notNull(),
    /** When the council stopped running it. */
    endedAt: moment('ended_at'),
  },
  (table) => [index('services_council').on(table.councilId)],
);
