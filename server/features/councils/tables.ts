import { type AnyPgColumn, boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';

/** A London council, as the registers name it. */
export const councils = pgTable('councils', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  officialName: text('official_name').notNull(),
  gssCode: text('gss_code').notNull().unique(),
  /** True while a council's lead has still to confirm the domains that we hold. */
  needsConfirmation: boolean('needs_confirmation').notNull(),
});

/** An email domain whose addresses belong to a council; a shared one stands once for each council. */
export const councilDomains = pgTable(
  'council_domains',
  {
    domain: text().notNull(),
    councilId: integer('council_id')
      .notNull()
      .references(() => councils.id),
  },
  (table) => [
    primaryKey({ columns: [table.domain, table.councilId] }),
    index('council_domains_council').on(table.councilId),
  ],
);

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
    contactId: integer('contact_id').references((): AnyPgColumn => people.id),
    createdAt: moment('created_at').notNull(),
    /** When the council stopped running it. */
    endedAt: moment('ended_at'),
  },
  (table) => [index('services_council').on(table.councilId)],
);
