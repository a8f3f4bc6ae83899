import { sql } from 'drizzle-orm';
import { bigint, check, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import type { Paragraph } from '../../platform/letters.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';
import type { NoticeKind } from './kinds.ts';

/** What a notice says that cannot be drawn from the topic, as a mail would say it; titles of topics have slots: see titles.ts. */
export interface NoticeWords {
  subject: string;
  paragraphs: Paragraph[];
  /** As whom they are mentioned: "you", "Camden", "the coordinators". */
  as?: string;
}

/** Something that one person is told: it waits in their inbox until they have read it. */
export const notices = pgTable(
  'notices',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    kind: text().$type<NoticeKind>().notNull(),
    topicId: integer('topic_id').references(() => topics.id, { onDelete: 'cascade' }),
    /** The number of the reply that it is about, or 0 for the topic itself; empty where it is about no text. */
    post: integer(),
    /** Who did it. */
    actorId: integer('actor_id').references(() => people.id),
    words: jsonb().$type<NoticeWords>(),
    /** Where it leads, if not to the post. */
    href: text(),
    at: moment('at').notNull(),
    readAt: moment('read_at'),
    /** What happened, so that nobody is told of it twice. */
    once: text().notNull(),
  },
  (table) => [
    unique('notices_once').on(table.personId, table.once),
    index('notices_unread').on(table.personId, table.topicId).where(sql`${table.readAt} is null`),
    // Walked backwards for the newest first.
    index('notices_person').on(table.personId, table.at, table.id),
    // For what is swept, in the order in which it was written.
    index('notices_at').using('brin', table.at),
    check(
      'notices_kind',
      sql`${table.kind} in ('mention', 'reply', 'accepted', 'act', 'invitation', 'review', 'asked', 'followed', 'topic', 'solved', 'week')`,
    ),
  ],
);
