import { sql } from 'drizzle-orm';
import { date, index, integer, pgTable, primaryKey, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { adoptions } from '../adoptions/tables.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** A question that waits too long for a reply: somebody has to see to it until it has one. */
export const followUps = pgTable(
  'follow_ups',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id, { onDelete: 'cascade' }),
    begunAt: moment('begun_at').notNull(),
    /** Who sees to it, since they took it on or somebody asked them to, and until when. */
    ownerId: integer('owner_id').references(() => people.id),
    ownedUntil: moment('owned_until'),
    /** Who asked them to; empty where they took it on by themselves. */
    assignedBy: integer('assigned_by').references(() => people.id),
    /** Since when every coordinator has had their turn, and it is there for whoever takes it on. */
    forAllSince: moment('for_all_since'),
    /** When it had a reply, or was gone. */
    endedAt: moment('ended_at'),
  },
  (table) => [
    uniqueIndex('follow_ups_current').on(table.topicId).where(sql`${table.endedAt} is null`),
    index('follow_ups_owner').on(table.ownerId).where(sql`${table.ownerId} is not null`),
  ],
);

/** That a coordinator was asked whether they see to a question; nobody is asked twice. */
export const followUpTurns = pgTable(
  'follow_up_turns',
  {
    followUpId: integer('follow_up_id')
      .notNull()
      .references(() => followUps.id, { onDelete: 'cascade' }),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    offeredAt: moment('offered_at').notNull(),
    /** Until when it is theirs to take on before others are asked. */
    endsAt: moment('ends_at').notNull(),
    /** When they said that they could not, or their time was over. */
    endedAt: moment('ended_at'),
  },
  (table) => [
    primaryKey({ columns: [table.followUpId, table.personId] }),
    index('follow_up_turns_person').on(table.personId, table.offeredAt),
  ],
);

/** Somebody who can help with a question was asked to answer it; once, however often it waits. */
export const answerRequests = pgTable(
  'answer_requests',
  {
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id, { onDelete: 'cascade' }),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    askedBy: integer('asked_by')
      .notNull()
      .references(() => people.id),
    askedAt: moment('asked_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.topicId, table.personId] }),
    index('answer_requests_person').on(table.personId),
  ],
);

/** Somebody new has been welcomed by a coordinator. */
export const welcomes = pgTable(
  'welcomes',
  {
    personId: integer('person_id')
      .primaryKey()
      .references(() => people.id),
    welcomedBy: integer('welcomed_by')
      .notNull()
      .references(() => people.id),
    welcomedAt: moment('welcomed_at').notNull(),
  },
  (table) => [index('welcomes_by').on(table.welcomedBy)],
);

/** How long questions of the 90 days before a day waited for their first reply, as it was known on that day. */
export const replyTimes = pgTable(
  'reply_times',
  {
    /** Of all workspaces where it names none. */
    workspaceId: integer('workspace_id').references(() => workspaces.id),
    day: date({ mode: 'string' }).notNull(),
    /** How many were asked, and how many of them had a reply of somebody else. */
    asked: integer().notNull(),
    replied: integer().notNull(),
    /** Half of those had it within so many minutes of working days; none where there was none. */
    medianMinutes: integer('median_minutes'),
  },
  (table) => [unique('reply_times_once').on(table.workspaceId, table.day).nullsNotDistinct()],
);

/**
 * A council's interest in a topic that is followed up: it considers or tries it, or has a question's problem too, which is
 * solved since. It is asked once how it went, or once more where it was too early to say.
 */
export const interests = pgTable(
  'interests',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id, { onDelete: 'cascade' }),
    councilId: integer('council_id')
      .notNull()
      .references(() => councils.id),
    /** What it said that it does; empty where it has a question's problem. */
    adoptionId: integer('adoption_id').references(() => adoptions.id, { onDelete: 'cascade' }),
    askAt: moment('ask_at').notNull(),
    askedAt: moment('asked_at'),
    answeredAt: moment('answered_at'),
    answeredBy: integer('answered_by').references(() => people.id),
  },
  (table) => [
    unique('interests_once').on(table.topicId, table.councilId, table.adoptionId).nullsNotDistinct(),
    index('interests_waiting').on(table.askAt).where(sql`${table.askedAt} is null`),
    index('interests_adoption').on(table.adoptionId),
  ],
);
