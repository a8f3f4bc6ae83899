import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { Description } from './acts.ts';
import { holdCollection, recordCollectionChange } from './hold-collection.ts';
import { readyIntroduction } from './introduction.ts';
import { collections } from './tables.ts';

/**
 * Changes what a collection says of itself, on top of the version that it was read in. `changed` says that there is a
 * newer one, and that nothing was done.
 */
export function describeCollection(
  viewer: Viewer,
  id: number,
  typed: Description,
  from: number | undefined,
): Promise<{ changed: boolean }> {
  return db.transaction(async (tx) => {
    const { member, collection } = await holdCollection(tx, viewer, id);
    const { title, visibility } = typed;
    const { introduction, html } = await readyIntroduction(tx, typed.introduction);
    const isSame =
      collection.title === title &&
      collection.introduction === introduction &&
      collection.visibility === visibility;
    if (isSame) return { changed: false };
    if (collection.versionCount !== from) return { changed: true };
    const versionCount = collection.versionCount + 1;
    const said = { title, introduction, visibility };
    await tx
      .update(collections)
      .set({ ...said, html, versionCount })
      .where(eq(collections.id, id));
    await recordCollectionChange(tx, member, id, { act: 'described', said });
    return { changed: false };
  });
}
