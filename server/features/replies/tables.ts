import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, timestamp, unique } from 'drizzle-orm/pg-core';
import type { Byline } from '../../platform/viewer.ts';
import { people } from '../accounts/tables.ts';
import { councils } from '../councils/tables.ts';
import { topics } from '../topics/tables.ts';

const moment = (name: string) => timestamp(name, { withTimezone: true });

/** An answer or comment in a topic; it may answer another reply. */
export const replies = pgTable(
  'replies',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    /** 1 for a topic's first reply; gapless, and never used again. */
    number: integer().notNull(),
    parentId: integer('parent_id'),
    /** 1 for an answer to the topic itself, one more for each step; any depth is stored. */
    depth: integer().notNull(),
    /** Number of the reply at depth 1 above this one, or its own. */
    rootNumber: integer('root_number').notNull(),
    /** Number of the reply at depth 2 above this one, or its own; 0 at depth 1. */
    branchNumber: integer('branch_number').notNull(),
    body: text().notNull(),
    html: text().notNull(),
    authorId: integer('author_id')
      .notNull()
      .references(() => people.id),
    authorCouncilId: integer('author_council_id').references(() => councils.id),
    author: jsonb().$type<Byline>().notNull(),
    versionCount: integer('version_count').notNull().default(1),
    createdAt: moment('created_at').notNull().defaultNow(),
    editedAt: moment('edited_at'),
    removedAt: moment('removed_at'),
    acceptedAt: moment('accepted_at'),
    acceptedBy: jsonb('accepted_by').$type<Byline>(),
    formKey: text('form_key').notNull(),
  },
  (table) => [
    unique('replies_number').on(table.topicId, table.number),
    unique('replies_form_key').on(table.authorId, table.formKey),
    index('replies_place').on(table.topicId, table.rootNumber, table.branchNumber, table.number),
    index('replies_place_newest').on(
      table.topicId,
      table.rootNumber.desc(),
      table.branchNumber,
      table.number,
    ),
    index('replies_accepted').on(table.topicId).where(sql`${table.acceptedAt} is not null`),
    index('replies_author_council').on(table.authorCouncilId, table.createdAt.desc()),
  ],
);

/** Every text a reply ever had, the present one included. */
export const replyVersions = pgTable(
  'reply_versions',
  {
    replyId: integer('reply_id')
      .notNull()
      .references(() => replies.id),
    number: integer().notNull(),
    body: text().notNull(),
    editorId: integer('editor_id')
      .notNull()
      .references(() => people.id),
    editor: jsonb().$type<Byline>().notNull(),
    reason: text().notNull().default(''),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.replyId, table.number] })],
);
