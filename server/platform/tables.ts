import { bigint, index, integer, jsonb, pgTable, text, timestamp, uniqueIndex } from 'drizzle-orm/pg-core';

/** What happened: one row for each event, written in the transaction that made it happen. */
export const events = pgTable(
  'events',
  {
    id: bigint({ mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    at: timestamp({ withTimezone: true }).notNull(),
    actorId: integer('actor_id'),
    /** For a change of what a topic's page shows: the topic, and its sequence number. */
    topicId: integer('topic_id'),
    seq: integer(),
    ids: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (table) => [uniqueIndex('events_topic_seq').on(table.topicId, table.seq), index('events_at').on(table.at)],
);

/** How often something was tried, by whom; kept and counted by rate-limiter-flexible. */
export const rateLimits = pgTable('rate_limits', {
  key: text().primaryKey(),
  points: integer().notNull().default(0),
  expire: bigint({ mode: 'number' }),
});
