import { sql } from 'drizzle-orm';
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { requirements } from '../standard/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** An officer with a verified address at a council. */
export const people = pgTable(
  'people',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** In lower case, as verified by a sign-in link. */
    email: text().notNull().unique(),
    name: text().notNull(),
    job: text().notNull().default(''),
    /** None for somebody outside the councils, such as whoever wrote what was imported: they cannot sign in. */
    councilId: integer('council_id').references(() => councils.id),
    workingOn: text('working_on').notNull().default(''),
    createdAt: moment('created_at').notNull().defaultNow(),
    suspendedAt: moment('suspended_at'),
  },
  (table) => [index('people_council').on(table.councilId)],
);

/** A power given to a person: coordinator of one workspace, or of all when it names none; or administrator. */
export const roleGrants = pgTable(
  'role_grants',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    role: text({ enum: ['coordinator', 'administrator'] }).notNull(),
    workspaceId: integer('workspace_id').references(() => workspaces.id),
    grantedAt: moment('granted_at').notNull().defaultNow(),
    endedAt: moment('ended_at'),
  },
  (table) => [
    uniqueIndex('role_grants_current')
      .on(table.personId, table.role, sql`coalesce(${table.workspaceId}, 0)`)
      .where(sql`${table.endedAt} is null`),
    check('role_grants_role', sql`${table.role} in ('coordinator', 'administrator')`),
  ],
);

/** What a person says they can help with, a line for each requirement. */
export const helpOffers = pgTable(
  'help_offers',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    requirementId: integer('requirement_id')
      .notNull()
      .references(() => requirements.id),
    line: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.personId, table.requirementId] }),
    index('help_offers_requirement').on(table.requirementId),
  ],
);

/** A link sent to an address; it signs in whoever holds it, once. Only a hash of its token is kept. */
export const signInLinks = pgTable('sign_in_links', {
  tokenHash: text('token_hash').primaryKey(),
  email: text().notNull(),
  returnTo: text('return_to').notNull(),
  createdAt: moment('created_at').notNull(),
  expiresAt: moment('expires_at').notNull(),
  usedAt: moment('used_at'),
});

/** A signed-in browser. Only a hash of the cookie's id is kept. */
export const sessions = pgTable(
  'sessions',
  {
    idHash: text('id_hash').primaryKey(),
    personId: integer('person_id').references(() => people.id),
    data: jsonb().notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('sessions_person').on(table.personId), index('sessions_expiry').on(table.expiresAt)],
);

/** What somebody sent whose session had run out; it is done when they have signed in again in that browser. */
export const heldPosts = pgTable(
  'held_posts',
  {
    tokenHash: text('token_hash').primaryKey(),
    path: text().notNull(),
    body: jsonb().notNull(),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('held_posts_expiry').on(table.expiresAt)],
);

/** When a person was here, so that a page can show what is new since the time before. */
export const visits = pgTable('visits', {
  personId: integer('person_id')
    .primaryKey()
    .references(() => people.id),
  seenAt: moment('seen_at').notNull(),
  /** The end of the visit before this one; empty on the first. */
  lastVisitAt: moment('last_visit_at'),
});
