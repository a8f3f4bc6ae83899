import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { topics } from '../topics/tables.ts';

/** A page on another server that guidance or a pattern links to: one row, however many do. */
export const citedPages = pgTable(
  'cited_pages',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** Without what is behind “#”, which no server sees. */
    address: text().notNull().unique(),
    host: text().notNull(),
    nextCheckAt: moment('next_check_at').notNull(),
    /** When something was last found out about it. */
    checkedAt: moment('checked_at'),
    /** What its server last answered with, and when any did; it is empty where none answered. */
    status: integer(),
    answeredAt: moment('answered_at'),
    /** How many checks in a row it has failed, and since when. */
    failures: integer().notNull().default(0),
    failingSince: moment('failing_since'),
    /** Since when it was said to be gone, and not to be there since. */
    goneSince: moment('gone_since'),
    deadSince: moment('dead_since'),
    deadBecause: text('dead_because').$type<'gone' | 'unreachable'>(),
  },
  (table) => [
    index('cited_pages_next_check').on(table.nextCheckAt),
    index('cited_pages_host').on(table.host),
    index('cited_pages_answered').on(table.answeredAt),
  ],
);

/** A topic links to a page. */
export const citations = pgTable(
  'citations',
  {
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    pageId: integer('page_id')
      .notNull()
      .references(() => citedPages.id),
    /** The version of the topic for which a review was asked because the page is dead. */
    askedVersion: integer('asked_version'),
  },
  (table) => [
    primaryKey({ columns: [table.topicId, table.pageId] }),
    index('citations_page').on(table.pageId),
  ],
);
