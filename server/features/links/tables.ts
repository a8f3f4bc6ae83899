import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';
import type { Relation } from './relations.ts';

/** One topic said to have to do with another, as `from` says it of `to`; what was taken back is kept. */
export const topicLinks = pgTable(
  'topic_links',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    fromId: integer('from_id')
      .notNull()
      .references(() => topics.id),
    toId: integer('to_id')
      .notNull()
      .references(() => topics.id),
    relation: text().$type<Relation>().notNull(),
    linkedBy: integer('linked_by')
      .notNull()
      .references(() => people.id),
    linkedAt: moment('linked_at').notNull(),
    /** Where a coordinator said it for whoever looks after the topic: it is theirs to take back, with a reason. */
    isAct: boolean('is_act').notNull().default(false),
    endedBy: integer('ended_by').references(() => people.id),
    endedAt: moment('ended_at'),
  },
  (table) => [
    uniqueIndex('topic_links_of')
      .on(table.fromId, table.toId, table.relation)
      .where(sql`${table.endedAt} is null`),
    index('topic_links_to').on(table.toId).where(sql`${table.endedAt} is null`),
    check('topic_links_apart', sql`${table.fromId} <> ${table.toId}`),
    check(
      'topic_links_relation',
      sql`${table.relation} in ('same-as', 'replaces', 'builds-on', 'evidence-for', 'drawn-from')`,
    ),
  ],
);
