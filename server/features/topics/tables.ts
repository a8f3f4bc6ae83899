import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import type { Byline } from '../../platform/viewer.ts';
import { version, written } from '../people/authorship.ts';
import { people } from '../people/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { Health } from './health.ts';
import type { Kind, Removal, State, Visibility } from './kinds.ts';
import type { Meeting } from './meeting.ts';

/** A question that nobody has answered, or whose answers have turned out not to be enough. */
export const isUnanswered = sql`kind = 'question' and same_as is null and removed_as is null and (state = 'reopened' or (state = 'open' and reply_count = 0))`;

/** One post that starts a thread: a question, guidance or a pattern. */
export const topics = pgTable(
  'topics',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    kind: text().$type<Kind>().notNull(),
    state: text().$type<State>().notNull(),
    visibility: text().$type<Visibility>().notNull(),
    title: text().notNull(),
    /** The kind's own fields: Markdown as typed, by field name. */
    content: jsonb().$type<Record<string, string>>().notNull(),
    /** The same fields rendered when they were written. */
    html: jsonb().$type<Record<string, string>>().notNull(),
    excerpt: text().notNull(),
    tags: text().array().notNull().default(sql`'{}'`),
    ...written(),
    /** Who looks after it since its author handed it on; empty while that is the author. */
    ownerId: integer('owner_id').references(() => people.id),
    /** Gapless: every change of what the page shows takes the next number under this row's lock. */
    seq: integer().notNull().default(0),
    /** How many replies were ever posted: the number of the newest. */
    lastNumber: integer('last_number').notNull().default(0),
    /** How many of the numbers up to that are of no reply here: those whose replies were moved to another topic. */
    movedAway: integer('moved_away').notNull().default(0),
    /** Replies that can be read: posted and not removed. */
    replyCount: integer('reply_count').notNull().default(0),
    acceptedCount: integer('accepted_count').notNull().default(0),
    /** Edits that were suggested and wait for a decision. */
    openSuggestions: integer('open_suggestions').notNull().default(0),
    /** How many councils use it; of a question, how many have it too. */
    councilCount: integer('council_count').notNull().default(0),
    /** How many records there are of what councils do with it. */
    adoptionCount: integer('adoption_count').notNull().default(0),
    /** The topic that this one is the same as, where its thread goes on. */
    sameAs: integer('same_as').references((): AnyPgColumn => topics.id),
    /** How many links there are to and from other topics. */
    linkCount: integer('link_count').notNull().default(0),
    /** The meeting that it came from. */
    meeting: jsonb().$type<Meeting>(),
    /** What its list of choices counts, apart from the texts, which would have to be unpacked for it. */
    service: text().generatedAlwaysAs(sql`btrim(content->>'service')`),
    licence: text().generatedAlwaysAs(sql`btrim(content->>'licence')`),
    /** How many people it answered who were about to ask. */
    foundCount: integer('found_count').notNull().default(0),
    /** How sure readers can be of guidance and patterns; kept, so that it changes only by an event. */
    health: text().$type<Health>().notNull().default('current'),
    /** By when somebody has to say whether it is still right. */
    reviewBy: moment('review_by'),
    checkedAt: moment('checked_at'),
    /** Why it has to be looked at, besides the day. */
    reviewReasons: text('review_reasons').array().notNull().default(sql`'{}'`),
    /** How often its owner has been asked since it was last checked. */
    reviewAsks: integer('review_asks').notNull().default(0),
    /** When it was taken off all pages, and how: hidden from all but its author, or removed. */
    removedAt: moment('removed_at'),
    removedAs: text('removed_as').$type<Removal>(),
    /** Since when a coordinator keeps it, removed as it is, for longer than removed posts are kept. */
    heldAt: moment('held_at'),
    /** When its text was deleted: the row says from then on no more than that there was one. */
    purgedAt: moment('purged_at'),
    /** Since when nobody but coordinators may reply. */
    lockedAt: moment('locked_at'),
    /** Until when it stands first in its workspace. */
    pinnedUntil: moment('pinned_until'),
    /** How many minutes each person has to wait between two replies. */
    slowMinutes: integer('slow_minutes').notNull().default(0),
    /** Whose suggested edits are in the text, each once. */
    credits: jsonb().$type<Byline[]>().notNull().default([]),
    /** To the millisecond, as JavaScript has it, so that a page of a list can begin just after it. */
    lastActivityAt: timestamp('last_activity_at', { withTimezone: true, precision: 3 }).notNull(),
    /** Where an imported topic came from, so that importing twice is one topic. */
    source: text(),
  },
  (table) => [
    unique('topics_form_key').on(table.authorId, table.formKey),
    uniqueIndex('topics_source').on(table.source),
    // Walked backwards for the newest first: an index that is itself descending would put nulls elsewhere than a
    // query does that says no more than "desc", and so would not be used.
    index('topics_newest_activity').on(table.workspaceId, table.lastActivityAt, table.id),
    index('topics_activity').on(table.lastActivityAt, table.id),
    index('topics_author_council').on(table.authorCouncilId, table.lastActivityAt, table.id),
    index('topics_author').on(table.authorId, table.lastActivityAt),
    index('topics_counts').on(
      table.workspaceId,
      table.kind,
      table.state,
      table.visibility,
      table.seq,
      table.sameAs,
      table.removedAs,
    ),
    index('topics_pinned')
      .on(table.workspaceId, table.pinnedUntil)
      .where(sql`${table.pinnedUntil} is not null`),
    index('topics_to_purge')
      .on(table.removedAt)
      .where(sql`${table.removedAs} = 'removed' and ${table.purgedAt} is null`),
    check('topics_held', sql`${table.heldAt} is null or ${table.removedAs} is not distinct from 'removed'`),
    check(
      'topics_coordinator_edit',
      sql`num_nulls(${table.coordinatorEditedAt}, ${table.coordinatorVersion}) in (0, 2)`,
    ),
    check('topics_removed', sql`(${table.removedAt} is null) = (${table.removedAs} is null)`),
    check('topics_removed_as', sql`${table.removedAs} in ('hidden', 'removed', 'merged')`),
    check('topics_merged', sql`${table.removedAs} is distinct from 'merged' or ${table.sameAs} is not null`),
    // Includes all that searches, the library and their counts ask of a topic, so that they need not visit its wide row:
    // what else visibleTo comes to ask belongs there, too. Drizzle cannot say so; the migration does.
    index('topics_found').on(table.id),
    index('topics_owner').on(table.ownerId).where(sql`${table.ownerId} is not null`),
    index('topics_unanswered').on(sql`(- ${table.councilCount})`, table.createdAt).where(isUnanswered),
    index('topics_councils').on(table.workspaceId, table.councilCount, table.lastActivityAt, table.id),
    index('topics_review')
      .on(table.reviewBy)
      .where(
        sql`${table.kind} = 'guidance' and ${table.state} = 'published' or ${table.kind} = 'pattern' and ${table.state} <> 'retired'`,
      ),
    index('topics_tags').using('gin', table.tags),
    index('topics_title').using('gin', sql`${table.title} gin_trgm_ops`),
    check('topics_kind', sql`${table.kind} in ('question', 'guidance', 'pattern')`),
    check('topics_health', sql`${table.health} in ('current', 'review-due', 'overdue', 'replaced')`),
    check('topics_visibility', sql`${table.visibility} in ('group', 'public')`),
    check(
      'topics_state',
      sql`(${table.kind}, ${table.state}) in (
        ('question', 'open'), ('question', 'answered'), ('question', 'reopened'),
        ('guidance', 'draft'), ('guidance', 'published'), ('guidance', 'withdrawn'),
        ('pattern', 'proposed'), ('pattern', 'in-use'), ('pattern', 'retired'))`,
    ),
  ],
);

/** Every text a topic ever had, the present one included. */
export const topicVersions = pgTable(
  'topic_versions',
  {
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    ...version(),
    title: text().notNull(),
    content: jsonb().$type<Record<string, string>>().notNull(),
    tags: text().array().notNull(),
    /** Who suggested it, where that is not who saved it. */
    credit: jsonb().$type<Byline>(),
  },
  (table) => [primaryKey({ columns: [table.topicId, table.number] })],
);

/** How far a member has read in a topic: the number of the last reply they have seen. */
export const readingPlaces = pgTable(
  'reading_places',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    number: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.topicId] })],
);
