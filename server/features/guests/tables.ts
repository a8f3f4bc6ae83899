import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { replies } from '../replies/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { LimitOnPosts } from './limits-on-posts.ts';

/** A workspace that a guest may enter until a date. */
export const guestAccess = pgTable(
  'guest_access',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    invitedBy: integer('invited_by')
      .notNull()
      .references(() => people.id),
    startedAt: moment('started_at').notNull(),
    /** The moment from which they may no longer enter. */
    endsAt: moment('ends_at').notNull(),
    endedAt: moment('ended_at'),
    /** When they and whoever invited them were told that the end is near. */
    endToldAt: moment('end_told_at'),
    /** When a coordinator approved what they posted first: from then on they post like anybody. */
    approvedAt: moment('approved_at'),
  },
  (table) => [
    uniqueIndex('guest_access_current')
      .on(table.personId, table.workspaceId)
      .where(sql`${table.endedAt} is null`),
    index('guest_access_workspace').on(table.workspaceId),
  ],
);

/** What somebody wrote that waits for a coordinator, since they are a guest or a limit caught it: the form as it was sent. */
export const waitingPosts = pgTable(
  'waiting_posts',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    authorId: integer('author_id')
      .notNull()
      .references(() => people.id),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    /** The topic that it answers; empty where it starts one. */
    topicId: integer('topic_id').references(() => topics.id),
    /** The kind of topic that it starts. */
    topicKind: text('topic_kind'),
    fields: jsonb().$type<Record<string, string>>().notNull(),
    /** Made from the form's hidden id and what was typed, so that sending twice is once. */
    formKey: text('form_key').notNull(),
    createdAt: moment('created_at').notNull(),
    decidedAt: moment('decided_at'),
    decidedBy: integer('decided_by').references(() => people.id),
    decision: text({ enum: ['approved', 'declined'] }),
    reason: text().notNull().default(''),
    /** The limit that caught it: see limits-on-posts.ts. Empty for what a guest posts first. */
    caughtBy: text('caught_by').$type<LimitOnPosts>(),
    /** What it was posted as; approving it was perhaps undone since. */
    postedTopicId: integer('posted_topic_id').references(() => topics.id, { onDelete: 'set null' }),
    postedReplyId: integer('posted_reply_id').references(() => replies.id, { onDelete: 'set null' }),
    /** How often it was decided, or that was undone. */
    changeCount: integer('change_count').notNull().default(0),
  },
  (table) => [
    uniqueIndex('waiting_posts_form').on(table.authorId, table.formKey),
    index('waiting_posts_open').on(table.workspaceId).where(sql`${table.decidedAt} is null`),
  ],
);
