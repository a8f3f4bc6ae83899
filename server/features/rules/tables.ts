import { foreignKey, integer, pgTable, primaryKey, text, unique } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { people } from '../people/tables.ts';
import { workspaces } from '../workspaces/tables.ts';

/** The rules of a workspace, or without one the group's code of conduct. What they say is in their versions. */
export const ruleSets = pgTable(
  'rule_sets',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    workspaceId: integer('workspace_id').references(() => workspaces.id),
    /** The number of the version that holds; before the first one is saved, 0. */
    versionCount: integer('version_count').notNull().default(0),
  },
  (table) => [unique('rule_sets_of').on(table.workspaceId).nullsNotDistinct()],
);

/** A rule by its permanent number: reports, notices and lines of logs point to it, whatever becomes of its words. */
export const rules = pgTable('rules', {
  id: integer().primaryKey().generatedAlwaysAsIdentity(),
  setId: integer('set_id')
    .notNull()
    .references(() => ruleSets.id),
});

/** What was saved at once, by whom and why. Postgres refuses to change it. */
export const ruleSetVersions = pgTable(
  'rule_set_versions',
  {
    setId: integer('set_id')
      .notNull()
      .references(() => ruleSets.id),
    number: integer().notNull(),
    /** Nobody where it came with the service. */
    savedBy: integer('saved_by').references(() => people.id),
    savedAt: moment('saved_at').notNull(),
    reason: text().notNull(),
  },
  (table) => [primaryKey({ columns: [table.setId, table.number] })],
);

/** A rule as it stands in a version. Postgres refuses to change it. */
export const ruleTexts = pgTable(
  'rule_texts',
  {
    setId: integer('set_id').notNull(),
    number: integer().notNull(),
    ruleId: integer('rule_id')
      .notNull()
      .references(() => rules.id),
    place: integer().notNull(),
    title: text().notNull(),
    text: text().notNull(),
    html: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ruleId, table.number] }),
    unique('rule_texts_places').on(table.setId, table.number, table.place),
    foreignKey({
      columns: [table.setId, table.number],
      foreignColumns: [ruleSetVersions.setId, ruleSetVersions.number],
    }),
  ],
);
