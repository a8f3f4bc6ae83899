import { sql } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { findHeldItem, holdCollection, listHeldItems, recordCollectionChange } from './hold-collection.ts';

/** Where a topic is to go: past another one that is above or below it. */
export type Move = { aboveId: number } | { belowId: number };

/**
 * Moves a topic of a collection to right above, or right below, another one. Where it is on that side already, or either
 * was taken out meanwhile, nothing changes: so the same sent twice, or beside what somebody else moves, does what was
 * asked and no more. `isAtEnd` says that it cannot be moved further that way.
 */
export function moveTopic(
  viewer: Viewer,
  collectionId: number,
  itemId: number,
  move: Move,
): Promise<{ isAtEnd: boolean }> {
  return db.transaction(async (tx) => {
    const { member } = await holdCollection(tx, viewer, collectionId);
    const item = await findHeldItem(tx, collectionId, itemId);
    const items = await listHeldItems(tx, collectionId);
    const isUp = 'aboveId' in move;
    const from = items.findIndex(({ id }) => id === itemId);
    const to = items.findIndex(({ id }) => id === (isUp ? move.aboveId : move.belowId));
    const isAsked = from >= 0 && to >= 0 && (isUp ? to < from : to > from);
    if (isAsked) {
      items.splice(from, 1);
      items.splice(to, 0, item);
      await setOrder(tx, items);
      await recordCollectionChange(tx, member, collectionId, {
        act: 'moved',
        itemId,
        said: { place: to + 1 },
      });
    }
    return { isAtEnd: items.at(isUp ? 0 : -1)?.id === itemId };
  });
}

/** Numbers what is in a collection that is held, in this order. */
export async function setOrder(tx: Tx, items: { id: number }[]): Promise<void> {
  const ids = items.map(({ id }) => id);
  await tx.execute(sql`update collection_items set place = wanted.place
    from unnest(${sql.param(ids)}::int[]) with ordinality as wanted(id, place)
    where collection_items.id = wanted.id and collection_items.place <> wanted.place`);
}
