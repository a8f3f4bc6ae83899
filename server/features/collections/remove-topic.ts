import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { findHeldItem, holdCollection, listHeldItems, recordCollectionChange } from './hold-collection.ts';
import { setOrder } from './move-topic.ts';
import { topicsAtMost } from './policy.ts';
import { collectionItems } from './tables.ts';

/** Takes a topic out of a collection, until it is put back; again changes nothing. */
export function removeTopic(viewer: Viewer, collectionId: number, itemId: number) {
  return db.transaction(async (tx) => {
    const { member } = await holdCollection(tx, viewer, collectionId);
    const item = await findHeldItem(tx, collectionId, itemId);
    if (item.endedAt) return;
    await tx.update(collectionItems).set({ endedAt: clock.now() }).where(eq(collectionItems.id, itemId));
    await recordCollectionChange(tx, member, collectionId, { act: 'removed', itemId });
  });
}

/** Puts a topic back where it was, unless it is in the collection again. */
export function returnTopic(viewer: Viewer, collectionId: number, itemId: number) {
  return db.transaction(async (tx) => {
    const { member } = await holdCollection(tx, viewer, collectionId);
    const item = await findHeldItem(tx, collectionId, itemId);
    const items = await listHeldItems(tx, collectionId);
    if (items.some(({ topicId }) => topicId === item.topicId)) return;
    if (items.length >= topicsAtMost)
      throw notAllowed(`A collection has ${topicsAtMost} topics at most. Take one out first.`);
    await tx.update(collectionItems).set({ endedAt: null }).where(eq(collectionItems.id, itemId));
    const before = items.filter(({ place }) => place < item.place);
    await setOrder(tx, [...before, item, ...items.slice(before.length)]);
    await recordCollectionChange(tx, member, collectionId, { act: 'returned', itemId });
  });
}
