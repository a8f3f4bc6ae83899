import { index, integer, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';

/** A council's own sign-in: an OpenID provider that vouches for the addresses of that council and of no other. */
export const identityProviders = pgTable(
  'identity_providers',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    councilId: integer('council_id')
      .notNull()
      .references(() => councils.id),
    /** What people know it by: "Camden Microsoft account". */
    name: text().notNull(),
    issuer: text().notNull(),
    clientId: text('client_id').notNull(),
    /** Sealed with a key made from SESSION_SECRET, so that a copy of the database does not give it away. */
    sealedSecret: text('sealed_secret').notNull(),
    /** What its "acr" says when it asked for a second step; without one, "amr" has to have "mfa". */
    secondStepAcr: text('second_step_acr').notNull().default(''),
    createdAt: moment('created_at').notNull(),
    createdBy: integer('created_by').references(() => people.id),
    endedAt: moment('ended_at'),
  },
  (table) => [index('identity_providers_council').on(table.councilId)],
);

/** Whom a provider means by its name for somebody. An address that passes to somebody else does not pass on the account. */
export const providerSubjects = pgTable(
  'provider_subjects',
  {
    providerId: integer('provider_id')
      .notNull()
      .references(() => identityProviders.id),
    subject: text().notNull(),
    personId: integer('person_id')
      .notNull()
      .references(() => people.id),
    firstUsedAt: moment('first_used_at').notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.providerId, table.subject] }),
    index('provider_subjects_person').on(table.personId),
  ],
);
