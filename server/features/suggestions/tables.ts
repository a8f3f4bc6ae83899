import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import type { Byline } from '../../platform/viewer.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';

export type Outcome = 'accepted' | 'declined' | 'taken-back';

/** An edit of guidance or a pattern that somebody proposes to whoever looks after it. */
export const suggestions = pgTable(
  'suggestions',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    /** The version that they began with. */
    fromVersion: integer('from_version').notNull(),
    title: text().notNull(),
    content: jsonb().$type<Record<string, string>>().notNull(),
    tags: text().array().notNull(),
    reason: text().notNull(),
    authorId: integer('author_id')
      .notNull()
      .references(() => people.id),
    author: jsonb().$type<Byline>().notNull(),
    createdAt: moment('created_at').notNull(),
    formKey: text('form_key').notNull(),
    outcome: text().$type<Outcome>(),
    decidedAt: moment('decided_at'),
    decidedBy: jsonb('decided_by').$type<Byline>(),
    /** Why it was declined. */
    decisionReason: text('decision_reason').notNull().default(''),
  },
  (table) => [
    unique('suggestions_form_key').on(table.authorId, table.formKey),
    index('suggestions_author').on(table.authorId, table.createdAt),
    index('suggestions_open').on(table.topicId, table.createdAt).where(sql`${table.decidedAt} is null`),
    index('suggestions_topic').on(table.topicId),
  ],
);
