import { index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';

/** Each time that somebody said a topic is still right, or that it was found to need a look. */
export const reviews = pgTable(
  'reviews',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    /** Empty where nobody did, but something happened. */
    personId: integer('person_id').references(() => people.id),
    outcome: text().$type<'still-right' | 'asked'>().notNull(),
    /** Why it was asked for. */
    reason: text().notNull().default(''),
    at: moment('at').notNull(),
  },
  (table) => [index('reviews_topic').on(table.topicId, table.at)],
);
