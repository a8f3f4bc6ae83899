import { sql } from 'drizzle-orm';
import { customType, index, integer, pgTable, smallint, uniqueIndex } from 'drizzle-orm/pg-core';

/** In the order of their letters, so that a word's beginning finds it. */
const plainText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** Every word that a post has or had, as Postgres makes it of what people write: "libraries" is "librari". */
export const searchWords = pgTable(
  'search_words',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    word: plainText().notNull(),
  },
  (table) => [uniqueIndex('search_words_word').on(table.word)],
);

/** The words of titles and tags as they are written: what somebody may have meant who typed a word that there is not. */
export const titleWords = pgTable('title_words', { word: plainText().primaryKey() }, (table) => [
  index('title_words_alike').on(sql`left(${table.word}, 1)`, sql`length(${table.word})`),
]);

/**
 * Which words are in which post, and how much each says of it. Not bound by keys to words and topics: to check those at
 * each of the dozens of rows of a post would cost more than writing them.
 */
export const searchPostings = pgTable(
  'search_postings',
  {
    wordId: integer('word_id').notNull(),
    topicId: integer('topic_id').notNull(),
    /** The number of the reply, or 0 for the topic itself. */
    post: integer().notNull(),
    /** From 0 to 10,000: a word that is in a title, or often in a short text, has more. */
    strength: smallint().notNull(),
  },
  (table) => [
    // Everything that a search reads, so that it need not visit the table.
    index('search_postings_word').on(table.wordId, table.topicId, table.post, table.strength),
    index('search_postings_post').on(table.topicId, table.post),
  ],
);
