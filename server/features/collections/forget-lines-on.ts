import { inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { collectionChanges, collectionItems } from './tables.ts';

/** Deletes what collections say, and said before, of why to read topics whose text is deleted. */
export async function forgetLinesOn(tx: Tx, topicIds: number[]): Promise<void> {
  const items = await tx
    .update(collectionItems)
    .set({ line: '' })
    .where(inArray(collectionItems.topicId, topicIds))
    .returning({ id: collectionItems.id });
  const ids = items.map(({ id }) => id);
  await tx
    .update(collectionChanges)
    .set({ said: sql`${collectionChanges.said} - 'line'` })
    .where(inArray(collectionChanges.itemId, ids));
}
