import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';

export type Helped = 'yes' | 'partly' | 'no';

/** A council saying "we have this too" of a question; one a council. */
export const sameProblems = pgTable(
  'same_problems',
  {
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    councilId: integer('council_id')
      .notNull()
      .references(() => councils.id),
    /** Who said so for it. */
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    line: text().notNull().default(''),
    saidAt: moment('said_at').notNull(),
    /** Whether the answers to it helped them, since they said so. */
    helped: text().$type<Helped>(),
    /** The question that it was said of, where that turned out to be the same as this one. */
    carriedFrom: integer('carried_from').references(() => topics.id),
  },
  (table) => [
    primaryKey({ columns: [table.topicId, table.councilId] }),
    index('same_problems_person').on(table.personId),
    index('same_problems_carried').on(table.carriedFrom),
  ],
);
