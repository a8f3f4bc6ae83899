import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { names } from '../mentions/queries.ts';
import { withoutNameOf } from '../mentions/read-mentions.ts';
import { renderIntroduction } from './introduction.ts';
import { collectionChanges, collections } from './tables.ts';

/** Takes the name of a person who is mentioned out of what collections say of themselves, and said before. */
export async function withdrawMentionsInCollections(tx: Tx, personId: number): Promise<void> {
  const found = await tx
    .select({ id: collections.id, introduction: collections.introduction })
    .from(collections)
    .where(names(collections.introduction, personId))
    .for('update');
  for (const { id, introduction: text } of found) {
    const introduction = withoutNameOf(personId, text);
    const html = renderIntroduction(introduction);
    await tx.update(collections).set({ introduction, html }).where(eq(collections.id, id));
  }
  const before = await tx.select().from(collectionChanges).where(names(collectionChanges.said, personId));
  for (const { id, said } of before) {
    const introduction = withoutNameOf(personId, said.introduction ?? '');
    await tx
      .update(collectionChanges)
      .set({ said: { ...said, introduction } })
      .where(eq(collectionChanges.id, id));
  }
}
