import { boolean, date, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';

/** One version of a standard, with its source and licence. */
export const standards = pgTable('standards', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  code: text().notNull().unique(),
  name: text().notNull(),
  publisher: text().notNull(),
  published: text().notNull(),
  source: text().notNull(),
  licence: text().notNull(),
  attribution: text().notNull(),
  /** The date from which the group works on this version; empty for one that is only compared with. */
  workedOnFrom: date('worked_on_from'),
});

/** One numbered point of a standard. */
export const requirements = pgTable(
  'requirements',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    standardId: integer('standard_id')
      .notNull()
      .references(() => standards.id),
    number: integer().notNull(),
    title: text().notNull(),
    /** False for a working title of ours: the page then says so. */
    titleIsOfficial: boolean('title_is_official').notNull(),
    statement: text().notNull(),
  },
  (table) => [unique('requirements_number').on(table.standardId, table.number)],
);

/** Which requirements of another standard a requirement corresponds to. */
export const requirementCrosswalk = pgTable(
  'requirement_crosswalk',
  {
    requirementId: integer('requirement_id')
      .notNull()
      .references(() => requirements.id),
    otherId: integer('other_id')
      .notNull()
      .references(() => requirements.id),
  },
  (table) => [primaryKey({ columns: [table.requirementId, table.otherId] })],
);
