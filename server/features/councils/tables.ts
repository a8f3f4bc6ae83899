import { boolean, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';

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
