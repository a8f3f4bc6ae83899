import { boolean, integer, pgTable, text } from 'drizzle-orm/pg-core';
import { requirements } from '../standard/tables.ts';

/** The shared room of one requirement, or, without a requirement, of the running of the group. */
export const workspaces = pgTable('workspaces', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  requirementId: integer('requirement_id')
    .unique()
    .references(() => requirements.id),
  /** Whether mail may quote what is written there, and name its topics. */
  mailsContent: boolean('mails_content').notNull().default(true),
});
