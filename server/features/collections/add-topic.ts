import { and, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { selectListed, visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { holdCollection, listHeldItems, recordCollectionChange } from './hold-collection.ts';
import { whyNotAdded } from './policy.ts';
import { collectionItems } from './tables.ts';

/** Puts a topic at the end of a collection; again changes nothing. `refused` says in words why it cannot be. */
export function addTopic(
  viewer: Viewer,
  collectionId: number,
  topicId: number,
  line: string,
): Promise<{ refused?: string; itemId?: number }> {
  return db.transaction(async (tx) => {
    const { member } = await holdCollection(tx, viewer, collectionId);
    const [topic] = await selectListed(tx, member).where(and(eq(topics.id, topicId), visibleTo(member)));
    if (!topic) throw notFound();
    const items = await listHeldItems(tx, collectionId);
    const present = items.find((item) => item.topicId === topicId);
    if (present && (line === '' || line === present.line)) return { itemId: present.id };
    // What was typed would otherwise be gone, or take the place of what somebody else wrote.
    if (present) return { refused: `“${topic.title}” is in this collection already. Change its line there` };
    const refused = whyNotAdded(topic, items.length);
    if (refused) return { refused };
    const place = (items.at(-1)?.place ?? 0) + 1;
    const [added] = await tx
      .insert(collectionItems)
      .values({ collectionId, topicId, line, place })
      .returning({ id: collectionItems.id });
    await recordCollectionChange(tx, member, collectionId, {
      act: 'added',
      itemId: added?.id,
      said: { line, place },
    });
    return { itemId: added?.id };
  });
}
