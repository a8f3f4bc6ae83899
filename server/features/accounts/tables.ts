import { index, integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';

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
    /** How they proved who they are. */
    signedInBy: text('signed_in_by', { enum: ['link', 'provider', 'passkey', 'demonstration'] }),
    /** When they proved it a second way, as powers ask for. */
    secondStepAt: moment('second_step_at'),
    /** The browser and the place in words, for their owner to know them by. */
    device: text().notNull().default(''),
    place: text().notNull().default(''),
    seenAt: moment('seen_at'),
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

/** A browser that a person has signed in with before, by a cookie of its own that outlasts sessions. */
export const devices = pgTable(
  'devices',
  {
    tokenHash: text('token_hash').notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    firstSeenAt: moment('first_seen_at').notNull(),
    lastSeenAt: moment('last_seen_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.tokenHash] })],
);

/**
 * A change of address that is under way. It is done when both addresses have said yes; where whoever looks after the
 * council began it, when the new one has, and the old one has not objected for as long as it may.
 */
export const emailChanges = pgTable(
  'email_changes',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    newEmail: text('new_email').notNull(),
    /** The council of the new address. */
    councilId: integer('council_id').references(() => councils.id),
    oldTokenHash: text('old_token_hash').notNull().unique(),
    newTokenHash: text('new_token_hash').notNull().unique(),
    oldConfirmedAt: moment('old_confirmed_at'),
    newConfirmedAt: moment('new_confirmed_at'),
    createdAt: moment('created_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    /** Who began it for somebody who lost their old address, why, and until when that address can object. */
    begunBy: integer('begun_by').references(() => people.id),
    reason: text().notNull().default(''),
    waitsUntil: moment('waits_until'),
    doneAt: moment('done_at'),
    cancelledAt: moment('cancelled_at'),
  },
  (table) => [index('email_changes_person').on(table.personId)],
);
