import { inArray, or, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { topicLinks } from './tables.ts';

/** Deletes what was said of topics that are deleted; of the others, how many links they have is counted anew. */
export async function forgetLinksOf(tx: Tx, topicIds: number[]): Promise<void> {
  const gone = await tx
    .delete(topicLinks)
    .where(or(inArray(topicLinks.fromId, topicIds), inArray(topicLinks.toId, topicIds)))
    .returning();
  const others = gone.flatMap(({ fromId, toId }) => [fromId, toId]).filter((id) => !topicIds.includes(id));
  if (others.length === 0) return;
  await tx.execute(sql`update topics set link_count = (select count(*) from topic_links
    where ended_at is null and (from_id = topics.id or to_id = topics.id)) where id = any(${sql.param(others)}::int[])`);
}
