import { type SQL, sql } from 'drizzle-orm';
import { customType, index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

/** Made by a migration: English stems, and letters without their accents. */
const words = (field: string, weight: 'A' | 'B' | 'C'): SQL =>
  sql.raw(`setweight(to_tsvector('public.plain_english'::regconfig, ${field}), '${weight}')`);

/**
 * What a topic says, as plain text for being found by it. A row of its own, because a topic's row is written at each
 * reply, and what is found in it only changes with its text or its accepted answers.
 */
export const topicTexts = pgTable(
  'topic_texts',
  {
    topicId: integer('topic_id')
      .primaryKey()
      .references(() => topics.id),
    title: text().notNull(),
    tags: text().notNull(),
    /** The accepted answers that can be read, the first accepted first. */
    answer: text().notNull(),
    body: text().notNull(),
    /** Titles weigh more than tags and answers, and those more than the rest. */
    words: tsvector()
      .notNull()
      .generatedAlwaysAs(
        sql`${words('title', 'A')} || ${words('tags', 'B')} || ${words('answer', 'B')} || ${words('body', 'C')}`,
      ),
  },
  (table) => [index('topic_texts_words').using('gin', table.words)],
);

/** Somebody was about to ask, and a topic answered them; kept so that nobody is counted twice. */
export const foundAnswers = pgTable(
  'found_answers',
  {
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    foundAt: moment('found_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.topicId, table.personId] }),
    index('found_answers_person').on(table.personId),
  ],
);
