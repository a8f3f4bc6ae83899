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

/** From 0 to 10,000: a word that is in a title, or often in a short text, has more. */
const strength = () => smallint().notNull();

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
    strength: strength(),
  },
  (table) => [
    index('search_postings_topic').on(table.topicId, table.wordId, table.post, table.strength),
    index('search_postings_post').on(table.topicId, table.post),
  ],
);

/** Which words are in which topic, each once, with its strength in the post that it says most of: what a search reads. */
export const searchTopicWords = pgTable(
  'search_topic_words',
  {
    wordId: integer('word_id').notNull(),
    topicId: integer('topic_id').notNull(),
    strength: strength(),
  },
  // All there is in a row, so that a search need not visit the table.
  (table) => [index('search_topic_words_word').on(table.wordId, table.topicId, table.strength)],
);
