import { index, integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import type { Search } from '../search/filters.ts';

/** What somebody looks for again and again. */
export const savedSearches = pgTable(
  'saved_searches',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    name: text().notNull(),
    /** As its address says it. */
    search: jsonb().$type<Partial<Search>>().notNull(),
    createdAt: moment('created_at').notNull(),
  },
  (table) => [index('saved_searches_person').on(table.personId, table.name)],
);
