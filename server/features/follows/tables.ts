import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import type { Level, Place } from './levels.ts';

/** How much somebody hears of a place. What is said of a smaller one counts before what is said of a larger. */
export const follows = pgTable(
  'follows',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    place: text().$type<Place>().notNull(),
    workspaceId: integer('workspace_id').references(() => workspaces.id),
    topicId: integer('topic_id').references(() => topics.id),
    level: text().$type<Level>().notNull(),
    because: text().$type<'chosen' | 'posted'>().notNull(),
    followedAt: moment('followed_at').notNull(),
    /** The topic that they followed, where that turned out to be the same as this one. */
    carriedFrom: integer('carried_from').references(() => topics.id),
  },
  (table) => [
    unique('follows_once')
      .on(table.personId, table.place, table.workspaceId, table.topicId)
      .nullsNotDistinct(),
    index('follows_topic').on(table.topicId).where(sql`${table.topicId} is not null`),
    index('follows_workspace').on(table.workspaceId).where(sql`${table.workspaceId} is not null`),
    index('follows_group').on(table.place).where(sql`${table.place} = 'group'`),
    index('follows_carried').on(table.carriedFrom).where(sql`${table.carriedFrom} is not null`),
    check(
      'follows_place',
      sql`(${table.place}, ${table.workspaceId} is not null, ${table.topicId} is not null) in (
        ('group', false, false), ('workspace', true, false), ('topic', false, true))`,
    ),
    check(
      'follows_level',
      sql`${table.level} in ('everything', 'solved', 'mine', 'nothing') or (${table.level} = 'new-topics' and ${table.place} <> 'topic')`,
    ),
    check('follows_because', sql`${table.because} in ('chosen', 'posted')`),
  ],
);
