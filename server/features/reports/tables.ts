import { sql } from 'drizzle-orm';
import {
  boolean,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';
import type { Category } from './categories.ts';

export type CaseState = 'open' | 'looking' | 'done' | 'declined';

/**
 * All that is reported of one post until it is dealt with. It is in the queue of the workspace that its topic is in now. A
 * report of a post whose case is closed opens another.
 */
export const cases = pgTable(
  'cases',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    /** The number of the reply, or 0 for the topic itself. */
    post: integer().notNull(),
    /** Who wrote the post. */
    authorId: integer('author_id')
      .notNull()
      .references(() => people.id),
    state: text().$type<CaseState>().notNull().default('open'),
    /** Set where any of its reports is of an urgent category. */
    isUrgent: boolean('is_urgent').notNull().default(false),
    openedAt: moment('opened_at').notNull(),
    lookedAtBy: integer('looked_at_by').references(() => people.id),
    lookingSince: moment('looking_since'),
    closedAt: moment('closed_at'),
    /** Nobody where all who had reported it took that back. */
    closedBy: integer('closed_by').references(() => people.id),
    /** What those who reported it were told. */
    outcome: text().notNull().default(''),
    /** How many acts there have been: the number of the newest. */
    actCount: integer('act_count').notNull().default(0),
  },
  (table) => [
    uniqueIndex('cases_open').on(table.topicId, table.post).where(sql`${table.closedAt} is null`),
    index('cases_topic').on(table.topicId),
    index('cases_author').on(table.authorId),
    index('cases_state').on(table.state),
    check('cases_state_known', sql`${table.state} in ('open', 'looking', 'done', 'declined')`),
    check('cases_closed', sql`(${table.state} in ('done', 'declined')) = (${table.closedAt} is not null)`),
    check('cases_looking', sql`(${table.state} = 'looking') = (${table.lookedAtBy} is not null)`),
  ],
);

export type ActKind = 'reported' | 'taken-back' | 'looking' | 'let-go' | 'note' | 'done' | 'declined';

/** What happened with a case, one after another. Rows are only ever added. */
export const caseActs = pgTable(
  'case_acts',
  {
    caseId: integer('case_id')
      .notNull()
      .references(() => cases.id),
    /** Gapless, and taken under the lock of the case. */
    number: integer().notNull(),
    kind: text().$type<ActKind>().notNull(),
    /** The coordinator; nobody where it was done by whoever reported it. */
    actorId: integer('actor_id').references(() => people.id),
    /** Of a note what it says. */
    words: text().notNull().default(''),
    at: moment('at').notNull(),
    /** Of a note what makes it one note however often it is sent. */
    formKey: text('form_key'),
  },
  (table) => [
    primaryKey({ columns: [table.caseId, table.number] }),
    unique('case_acts_form').on(table.caseId, table.formKey),
  ],
);

/** What one person says of a post: a member, a guest, or a visitor whose address is confirmed. */
export const reports = pgTable(
  'reports',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    /** The number of the reply, or 0 for the topic itself. */
    post: integer().notNull(),
    /** None while the address of a visitor is not confirmed. */
    caseId: integer('case_id').references(() => cases.id),
    reporterId: integer('reporter_id').references(() => people.id),
    /** Of a visitor; forgotten some time after they were told the outcome. */
    email: text(),
    /** Of the link by which a visitor confirms, sees and takes back what they reported. */
    tokenHash: text('token_hash').unique(),
    category: text().$type<Category>().notNull(),
    line: text().notNull(),
    /** The rules that it may be against. */
    ruleIds: integer('rule_ids').array().notNull().default([]),
    createdAt: moment('created_at').notNull(),
    confirmedAt: moment('confirmed_at'),
    takenBackAt: moment('taken_back_at'),
    /** When they were told what came of it. */
    toldAt: moment('told_at'),
  },
  (table) => [
    uniqueIndex('reports_open_of_person')
      .on(table.reporterId, table.topicId, table.post)
      .where(sql`${table.takenBackAt} is null and ${table.toldAt} is null`),
    uniqueIndex('reports_open_of_address')
      .on(table.email, table.topicId, table.post)
      .where(
        sql`${table.confirmedAt} is not null and ${table.takenBackAt} is null and ${table.toldAt} is null`,
      ),
    index('reports_case').on(table.caseId),
    index('reports_topic').on(table.topicId),
    index('reports_unconfirmed').on(table.createdAt).where(sql`${table.confirmedAt} is null`),
  ],
);
