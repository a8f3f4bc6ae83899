import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import type { Visibility } from '../topics/kinds.ts';
import { topics } from '../topics/tables.ts';
import type { Act, Said } from './acts.ts';

/** An ordered reading list as it now is; how it came to be is in `collection_changes`. One that was deleted is kept. */
export const collections = pgTable(
  'collections',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    title: text().notNull(),
    introduction: text().notNull(),
    html: text().notNull(),
    visibility: text().$type<Visibility>().notNull(),
    /** How often its title, introduction or who can see it were said: whoever changes them says on top of which. */
    versionCount: integer('version_count').notNull().default(1),
    madeBy: integer('made_by')
      .notNull()
      .references(() => people.id),
    /** Makes it one collection however often its form is sent. */
    formKey: text('form_key').notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [unique('collections_once').on(table.madeBy, table.formKey)],
);

/** A topic in a collection, by place; one that was taken out is kept with the place it had. */
export const collectionItems = pgTable(
  'collection_items',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    collectionId: integer('collection_id')
      .notNull()
      .references(() => collections.id),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    /** Why to read it, or nothing. */
    line: text().notNull(),
    place: integer().notNull(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    uniqueIndex('collection_items_of')
      .on(table.collectionId, table.topicId)
      .where(sql`${table.endedAt} is null`),
    index('collection_items_topic').on(table.topicId).where(sql`${table.endedAt} is null`),
  ],
);

/** Who changed what of a collection, and when. `said` is how it was from then on. */
export const collectionChanges = pgTable(
  'collection_changes',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    collectionId: integer('collection_id')
      .notNull()
      .references(() => collections.id),
    itemId: integer('item_id').references(() => collectionItems.id),
    act: text().$type<Act>().notNull(),
    changedBy: integer('changed_by')
      .notNull()
      .references(() => people.id),
    changedAt: moment('changed_at').notNull(),
    said: jsonb().$type<Said>().notNull(),
  },
  (table) => [index('collection_changes_of').on(table.collectionId, table.id)],
);
