import { sql } from 'drizzle-orm';
import {
  type AnyPgColumn,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
} from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { rules } from '../rules/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** What coordinators did in a workspace, and why. Rows are added, and never changed or taken away. */
export const moderationLog = pgTable(
  'moderation_log',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    at: moment('at').notNull(),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    actorId: integer('actor_id')
      .notNull()
      .references(() => people.id),
    /** The role in which they did it, in words. */
    role: text().notNull(),
    /** A word for each kind of act: see acts.ts. */
    act: text().notNull(),
    topicId: integer('topic_id').references(() => topics.id),
    /** The number of the reply, or 0 for the topic itself. */
    post: integer().notNull().default(0),
    /** Whose post it was. */
    personId: integer('person_id').references(() => people.id),
    /** Members read it in the workspace's log. */
    reason: text().notNull(),
    /** The rule that it was done by, where there is one. */
    ruleId: integer('rule_id').references(() => rules.id),
    /** Only for whoever it concerns, and for coordinators. */
    note: text().notNull().default(''),
    /** How it was before, and what was chosen: what undoing it needs. */
    details: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** The act that this one undid. */
    undoes: integer().references((): AnyPgColumn => moderationLog.id),
  },
  (table) => [
    index('moderation_log_post').on(table.topicId, table.post, table.id),
    index('moderation_log_workspace').on(table.workspaceId, table.id),
    index('moderation_log_person').on(table.personId, table.id),
    uniqueIndex('moderation_log_undone').on(table.undoes).where(sql`${table.undoes} is not null`),
  ],
);

/** What a coordinator did to several topics at once: each has its own line in the log, and one button undoes them all. */
export const moderationBatches = pgTable(
  'moderation_batches',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    at: moment('at').notNull(),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    actorId: integer('actor_id')
      .notNull()
      .references(() => people.id),
    act: text().notNull(),
    /** The lines of the log. */
    lineIds: integer('line_ids').array().notNull(),
    /** The topics that it could not be done to, and why. */
    leftOut: jsonb('left_out').$type<LeftOut[]>().notNull(),
    /** So that what is sent twice is done once. */
    formKey: text('form_key').notNull(),
  },
  (table) => [unique('moderation_batches_form_key').on(table.actorId, table.formKey)],
);

/** A topic that an act could not be done to, and why, in words for coordinators. */
export interface LeftOut {
  topicId: number;
  why: string;
}

/** Until when somebody may not post in a workspace; why is in the log. What is over stays until the next pause. */
export const postingPauses = pgTable(
  'posting_pauses',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    workspaceId: integer('workspace_id')
      .notNull()
      .references(() => workspaces.id),
    until: moment('until').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.workspaceId] })],
);
