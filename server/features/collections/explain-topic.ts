import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { findHeldItem, holdCollection, recordCollectionChange } from './hold-collection.ts';
import { collectionItems } from './tables.ts';

/** Says why to read a topic, in place of the line that was there. `now` is what somebody else wrote there meanwhile. */
export function explainTopic(
  viewer: Viewer,
  collectionId: number,
  itemId: number,
  { line, lineFrom }: { line: string; lineFrom: string },
): Promise<{ now?: string }> {
  return db.transaction(async (tx) => {
    const { member } = await holdCollection(tx, viewer, collectionId);
    const item = await findHeldItem(tx, collectionId, itemId);
    if (item.endedAt) throw notAllowed('This topic was taken out of the collection. Put it back first.');
    if (item.line === line) return {};
    if (item.line !== lineFrom) return { now: item.line };
    await tx.update(collectionItems).set({ line }).where(eq(collectionItems.id, itemId));
    await recordCollectionChange(tx, member, collectionId, { act: 'explained', itemId, said: { line } });
    return {};
  });
}
