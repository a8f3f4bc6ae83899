import { integer, jsonb, text } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import type { Byline } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { mark } from './edit-mark.ts';
import { people } from './tables.ts';

/** The columns of a text that somebody wrote: the person, their council, and who they were when they wrote it. */
export const written = () => ({
  authorId: integer('author_id')
    .notNull()
    .references(() => people.id),
  /** Empty for what was imported from outside the councils. */
  authorCouncilId: integer('author_council_id').references(() => councils.id),
  author: jsonb().$type<Byline>().notNull(),
  versionCount: integer('version_count').notNull().default(1),
  createdAt: moment('created_at').notNull().defaultNow(),
  editedAt: moment('edited_at'),
  /** Made from the form's hidden id and what was typed, so that posting twice is one post. */
  formKey: text('form_key').notNull(),
  ...mark(),
});

/** The columns of one version of such a text: who wrote it, when and why. */
export const version = () => ({
  number: integer().notNull(),
  editorId: integer('editor_id')
    .notNull()
    .references(() => people.id),
  editor: jsonb().$type<Byline>().notNull(),
  reason: text().notNull().default(''),
  /** The number of the earlier version whose text this one brought back. */
  restores: integer(),
  createdAt: moment('created_at').notNull().defaultNow(),
  /** What the post carried with it. */
  ...mark(),
});
