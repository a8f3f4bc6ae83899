import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { holdCollection, recordCollectionChange } from './hold-collection.ts';
import { collections } from './tables.ts';

/** Takes a collection away with all that is in it, until it is put back; again changes nothing. */
export const deleteCollection = (viewer: Viewer, id: number) => setDeleted(viewer, id, true);

/** Puts a collection back as it was; again changes nothing. */
export const restoreCollection = (viewer: Viewer, id: number) => setDeleted(viewer, id, false);

function setDeleted(viewer: Viewer, id: number, isDeleted: boolean) {
  return db.transaction(async (tx) => {
    const { member, collection } = await holdCollection(tx, viewer, id, { evenDeleted: true });
    if ((collection.endedAt !== null) === isDeleted) return;
    await tx
      .update(collections)
      .set({ endedAt: isDeleted ? clock.now() : null })
      .where(eq(collections.id, id));
    await recordCollectionChange(tx, member, id, { act: isDeleted ? 'deleted' : 'restored' });
  });
}
