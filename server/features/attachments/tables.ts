import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, unique, uuid } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { replies } from '../replies/tables.ts';
import { topics } from '../topics/tables.ts';

/** A file that somebody has uploaded. Its bytes are where config.FILES_DIR or the S3 settings say, by its id. */
export const attachments = pgTable(
  'attachments',
  {
    /** Random, so that nobody finds one by counting. */
    id: uuid().primaryKey().defaultRandom(),
    uploaderId: integer('uploader_id')
      .notNull()
      .references(() => people.id),
    /** Whose quota it counts to besides the uploader's. */
    councilId: integer('council_id').references(() => councils.id),
    name: text().notNull(),
    /** What its content is, whatever it was called. */
    type: text().notNull(),
    /** In bytes, all that is kept of it together. */
    size: integer().notNull(),
    /** Of a picture. */
    width: integer(),
    height: integer(),
    createdAt: moment('created_at').notNull(),
    /** When all of it was there: before that, nobody sees it. */
    storedAt: moment('stored_at'),
    /** When it was found to be clean, or stored where nothing looks for viruses: before that, only its uploader sees it. */
    clearedAt: moment('cleared_at'),
    /** When it was taken out: its bytes go, and then this row. */
    removedAt: moment('removed_at'),
    /** What was found in it. The row then stays, to say so. */
    virus: text(),
  },
  (table) => [
    index('attachments_uploader').on(table.uploaderId, table.createdAt),
    index('attachments_council').on(table.councilId),
    index('attachments_created').on(table.createdAt),
    index('attachments_removed').on(table.removedAt).where(sql`${table.removedAt} is not null`),
  ],
);

/** A post whose text has a file in it, or had in a version that is in its history. Whoever sees the post sees the file. */
export const attachmentUses = pgTable(
  'attachment_uses',
  {
    attachmentId: uuid('attachment_id')
      .notNull()
      .references(() => attachments.id),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    replyId: integer('reply_id').references(() => replies.id),
    /** When others could first see a text that has it; empty while only a draft had, which stays its author's. */
    publishedAt: moment('published_at'),
    /** The version in which a coordinator left it out: while the post carries that mark, its readers do not see it. */
    leftOutIn: integer('left_out_in'),
  },
  (table) => [
    unique('attachment_uses_of').on(table.attachmentId, table.topicId, table.replyId).nullsNotDistinct(),
    index('attachment_uses_topic').on(table.topicId),
  ],
);
