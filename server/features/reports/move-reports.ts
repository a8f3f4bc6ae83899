import { sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { whereMoved } from '../replies/moved.ts';

/** What was reported of posts that were moved away from a topic is of where they are now, and in that queue. */
export async function moveReports(tx: Tx, topicId: number): Promise<void> {
  for (const table of [sql`cases`, sql`reports`])
    await tx.execute(sql`
      update ${table} set topic_id = moved.topic_id, post = moved.number
      from ${whereMoved(topicId)} where ${table}.topic_id = ${topicId}::int and ${table}.post = moved.old_number`);
}
