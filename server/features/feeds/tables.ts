import { sql } from 'drizzle-orm';
import { check, integer, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { savedSearches } from '../saved-searches/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** Addresses that somebody made, at which a program of theirs reads what they may see: one of each thing. */
export const privateFeeds = pgTable(
  'private_feeds',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    workspaceId: integer('workspace_id').references(() => workspaces.id),
    topicId: integer('topic_id').references(() => topics.id),
    councilId: integer('council_id').references(() => councils.id),
    /** Removed with it. */
    savedSearchId: integer('saved_search_id').references(() => savedSearches.id, { onDelete: 'cascade' }),
    /** Of the address only a hash is kept: it is shown once. */
    tokenHash: text('token_hash').notNull().unique(),
    madeAt: moment('made_at').notNull(),
  },
  (table) => [
    unique('private_feeds_of')
      .on(table.personId, table.workspaceId, table.topicId, table.councilId, table.savedSearchId)
      .nullsNotDistinct(),
    check(
      'private_feeds_of_one',
      sql`num_nonnulls(${table.workspaceId}, ${table.topicId}, ${table.councilId}, ${table.savedSearchId}) = 1`,
    ),
  ],
);
