import { sql } from 'drizzle-orm';
import { index, integer, pgTable, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { moment } from '../../platform/columns.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { services } from '../services/tables.ts';
import { topics } from '../topics/tables.ts';

export type Stage = 'considering' | 'trying' | 'using' | 'stopped';
export type Worked = 'yes' | 'partly' | 'no';

/** What a council says it does with guidance or a pattern. The one that was not followed by another is how it is now. */
export const adoptions = pgTable(
  'adoptions',
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    topicId: integer('topic_id')
      .notNull()
      .references(() => topics.id),
    councilId: integer('council_id')
      .notNull()
      .references(() => councils.id),
    /** None for the council as a whole. */
    serviceId: integer('service_id').references(() => services.id),
    stage: text().$type<Stage>().notNull(),
    /** The month since when, as 2026-03. */
    since: text().notNull().default(''),
    worked: text().$type<Worked>(),
    outcome: text().notNull().default(''),
    /** Whom to ask; for members only. */
    contactId: integer('contact_id').references(() => people.id),
    recordedBy: integer('recorded_by')
      .notNull()
      .references(() => people.id),
    recordedAt: moment('recorded_at').notNull(),
    /** When another took its place, or it was taken back. */
    endedAt: moment('ended_at'),
  },
  (table) => [
    uniqueIndex('adoptions_current')
      .on(table.topicId, table.councilId, sql`coalesce(${table.serviceId}, 0)`)
      .where(sql`${table.endedAt} is null`),
    index('adoptions_topic').on(table.topicId, table.recordedAt),
    index('adoptions_council').on(table.councilId).where(sql`${table.endedAt} is null`),
    index('adoptions_people').on(table.recordedBy),
  ],
);
