import { date, index, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';

/** A link sent to an address that lets its holder join, once: a colleague at a council, or a guest. */
export const invitations = pgTable(
  'invitations',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    kind: text({ enum: ['colleague', 'guest'] }).notNull(),
    email: text().notNull(),
    /** Changes each time it is sent again, so that only the newest link works. */
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: integer('invited_by')
      .notNull()
      .references(() => people.id),
    /** The council that a colleague joins. */
    councilId: integer('council_id').references(() => councils.id),
    /** Where a guest comes from, which workspaces they may enter, and the last day they may. */
    organisation: text().notNull().default(''),
    workspaceIds: integer('workspace_ids').array().notNull().default([]),
    guestUntil: date('guest_until'),
    createdAt: moment('created_at').notNull(),
    sentAt: moment('sent_at').notNull(),
    expiresAt: moment('expires_at').notNull(),
    usedAt: moment('used_at'),
    personId: integer('person_id').references(() => people.id),
    revokedAt: moment('revoked_at'),
  },
  (table) => [index('invitations_inviter').on(table.invitedBy), index('invitations_email').on(table.email)],
);
