import { asc, eq, sql } from 'drizzle-orm';
import { accessLog } from '../../server/features/roles/tables.ts';
import { db } from '../../server/platform/database.ts';
import { events } from '../../server/platform/tables.ts';

/** What was recorded of a topic, in the order of its sequence numbers. */
export const eventsOf = (topicId: number) =>
  db
    .select({ name: events.name, seq: events.seq, actorId: events.actorId })
    .from(events)
    .where(eq(events.topicId, topicId))
    .orderBy(asc(events.seq));

/** How many rows a table has, to see that nothing was added. */
export async function countRows(
  table: 'topics' | 'replies' | 'events' | 'held_posts' | 'people' | 'sessions',
) {
  const { rows } = await db.execute<{ count: number }>(
    sql`select count(*)::int from ${sql.identifier(table)}`,
  );
  return rows[0]?.count ?? 0;
}

/** What was done to somebody's access, in order. */
export const linesAbout = ({ id }: { id: number }) =>
  db.select().from(accessLog).where(eq(accessLog.personId, id)).orderBy(asc(accessLog.id));
