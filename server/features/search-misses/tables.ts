import { date, index, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { workspaces } from '../workspaces/tables.ts';

/** What was looked for and not found in a week, and on how many days of how many people: 3 may be one person's three days. */
export const searchMisses = pgTable(
  'search_misses',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** Its Monday. */
    week: date({ mode: 'string' }).notNull(),
    words: text().notNull(),
    /** Where it was looked for, unless everywhere. */
    workspaceId: integer('workspace_id').references(() => workspaces.id),
    times: integer().notNull().default(1),
  },
  (table) => [
    unique('search_misses_once').on(table.week, table.words, table.workspaceId).nullsNotDistinct(),
    index('search_misses_most').on(table.week, table.times),
  ],
);

/** The days of which it is still known who was counted. With the salt of a day goes what its marks could be compared with. */
export const searchMissDays = pgTable('search_miss_days', {
  day: date({ mode: 'string' }).primaryKey(),
  salt: text().notNull(),
});

/** That somebody was counted on a day for some words: a salted hash of both, so that they are counted once. */
export const searchMissMarks = pgTable(
  'search_miss_marks',
  {
    day: date({ mode: 'string' })
      .notNull()
      .references(() => searchMissDays.day, { onDelete: 'cascade' }),
    mark: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.day, table.mark] })],
);
