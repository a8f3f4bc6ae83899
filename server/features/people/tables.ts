import { sql } from 'drizzle-orm';
import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { requirements } from '../standard/tables.ts';

/** Somebody with a verified address: an officer at a council, or a guest of the group. */
export const people = pgTable(
  'people',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    /** In lower case, as verified by a sign-in link or by their council's own sign-in. */
    email: text().notNull().unique(),
    name: text().notNull(),
    job: text().notNull().default(''),
    /** None for a guest, and for whoever wrote what was imported, who cannot sign in. */
    councilId: integer('council_id').references(() => councils.id),
    /** Where a guest comes from. */
    organisation: text().notNull().default(''),
    workingOn: text('working_on').notNull().default(''),
    createdAt: moment('created_at').notNull().defaultNow(),
    /** When they last proved that they hold their address, and when they were last asked to. */
    addressProvedAt: moment('address_proved_at').notNull().defaultNow(),
    proofAskedAt: moment('proof_asked_at'),
    proofRemindedAt: moment('proof_reminded_at'),
    /** Since when others may see when they were here. */
    showsVisitsSince: moment('shows_visits_since'),
    suspendedAt: moment('suspended_at'),
    /** Without an end, until it is lifted. */
    suspendedUntil: moment('suspended_until'),
    suspensionReason: text('suspension_reason').notNull().default(''),
    /** Since when they have not proved that they hold their address, although asked; proving it ends this. */
    dormantAt: moment('dormant_at'),
    /** When they left the group for good. */
    leftAt: moment('left_at'),
    nameWithdrawnAt: moment('name_withdrawn_at'),
  },
  (table) => [
    index('people_council').on(table.councilId),
    index('people_proof').on(table.addressProvedAt).where(sql`${table.leftAt} is null`),
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

/** What else they can help with, a line for each tag. */
export const helpTags = pgTable(
  'help_tags',
  {
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    tag: text().notNull(),
    line: text().notNull().default(''),
  },
  (table) => [primaryKey({ columns: [table.personId, table.tag] }), index('help_tags_tag').on(table.tag)],
);

/** A person's move from one council to another. What they wrote before keeps the council they wrote it from. */
export const councilMoves = pgTable(
  'council_moves',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    fromCouncilId: integer('from_council_id').references(() => councils.id),
    toCouncilId: integer('to_council_id').references(() => councils.id),
    movedAt: moment('moved_at').notNull(),
  },
  (table) => [index('council_moves_person').on(table.personId)],
);

/**
 * A link sent to an address for its holder to say that they still hold it. Only a hash of its token is kept. It lies in
 * a mailbox for two weeks, and so signs nobody in: all it can do is prove this one address.
 */
export const addressProofs = pgTable(
  'address_proofs',
  {
    tokenHash: text('token_hash').primaryKey(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    /** As it was when the link was sent: one that was sent to an address they had before proves nothing. */
    email: text().notNull(),
    expiresAt: moment('expires_at').notNull(),
  },
  (table) => [index('address_proofs_person').on(table.personId)],
);
