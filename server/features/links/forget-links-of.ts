import { inArray, or } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { topics } from '../topics/tables.ts';
import { countLinks } from './queries.ts';
import { topicLinks } from './tables.ts';

/** Deletes what was said of topics that are deleted; of the others, how many links they have is counted anew. */
export async function forgetLinksOf(tx: Tx, topicIds: number[]): Promise<void> {
  const gone = await tx
    .delete(topicLinks)
    .where(or(inArray(topicLinks.fromId, topicIds), inArray(topicLinks.toId, topicIds)))
    .returning();
  const others = gone.flatMap(({ fromId, toId }) => [fromId, toId]).filter((id) => !topicIds.includes(id));
  if (others.length === 0) return;
  await tx
    .update(topics)
    .set({ linkCount: countLinks(tx, topics.id) })
    .where(inArray(topics.id, others));
}
