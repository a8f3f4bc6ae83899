import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import type { Byline } from '../../platform/viewer.ts';
import { version, written } from '../people/authorship.ts';
import type { Removal } from '../topics/kinds.ts';
import { topics } from '../topics/tables.ts';

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
    ...written(),
    removedAt: moment('removed_at'),
    /** How a coordinator took it off; empty where its author did. */
    removedAs: text('removed_as').$type<Removal>(),
    /** Since when a coordinator keeps it, removed as it is, for longer than removed posts are kept. */
    heldAt: moment('held_at'),
    /** When its text was deleted, or that of the whole topic: the row says from then on no more than that there was one. */
    purgedAt: moment('purged_at'),
    acceptedAt: moment('accepted_at'),
    acceptedBy: jsonb('accepted_by').$type<Byline>(),
  },
  (table) => [
    unique('replies_number').on(table.topicId, table.number),
    unique('replies_form_key').on(table.authorId, table.formKey),
    check(
      'replies_coordinator_edit',
      sql`num_nulls(${table.coordinatorEditedAt}, ${table.coordinatorVersion}) in (0, 2)`,
    ),
    check('replies_removed_as', sql`${table.removedAs} in ('hidden', 'removed')`),
    check('replies_removed', sql`${table.removedAs} is null or ${table.removedAt} is not null`),
    index('replies_to_purge')
      .on(table.removedAt)
      .where(sql`${table.removedAs} = 'removed' and ${table.purgedAt} is null`),
    index('replies_held').on(table.topicId).where(sql`${table.heldAt} is not null`),
    check(
      'replies_held_removed',
      sql`${table.heldAt} is null or ${table.removedAs} is not distinct from 'removed'`,
    ),
    index('replies_place').on(table.topicId, table.rootNumber, table.branchNumber, table.number),
    // Nulls first, as a query has them that says no more than "desc": otherwise it would not be used.
    index('replies_place_newest').on(
      table.topicId,
      table.rootNumber.desc().nullsFirst(),
      table.branchNumber,
      table.number,
    ),
    index('replies_accepted').on(table.topicId).where(sql`${table.acceptedAt} is not null`),
    index('replies_accepted_of_council')
      .on(table.authorCouncilId, table.topicId)
      .where(sql`${table.acceptedAt} is not null`),
  ],
);

/** Where a reply stood before it was moved to another topic: its address there leads to it for ever. */
export const movedReplies = pgTable(
  'moved_replies',
  {
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    /** 0 for the text of the topic itself, which became a reply of another. */
    number: integer().notNull(),
    /** Empty where it is no reply any more, but the text of a topic. */
    replyId: integer('reply_id').references(() => replies.id),
    nowTopicId: integer('now_topic_id').references(() => topics.id),
    parentId: integer('parent_id'),
    depth: integer().notNull().default(0),
    rootNumber: integer('root_number').notNull().default(0),
    branchNumber: integer('branch_number').notNull().default(0),
  },
  (table) => [
    primaryKey({ columns: [table.topicId, table.number] }),
    index('moved_replies_reply').on(table.replyId),
    check('moved_replies_to', sql`(${table.replyId} is null) <> (${table.nowTopicId} is null)`),
  ],
);

/** Every text a reply ever had, the present one included. */
export const replyVersions = pgTable(
  'reply_versions',
  {
    replyId: integer('reply_id')
      .notNull()
      .references(() => replies.id),
    ...version(),
    body: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.replyId, table.number] })],
);
