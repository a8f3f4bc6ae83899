import type { Tx } from '../../platform/database.ts';
import { recordChange } from '../topics/changes.ts';
import { holdReviewedBy } from './queries.ts';

/**
 * What somebody who leaves looked after, and others may be following, is their council lead's from then on; says what
 * it was. Without a lead it stays, and coordinators find it among what nobody looks after.
 */
export async function passOnReviewed(
  tx: Tx,
  { from, to }: { from: number; to: number },
): Promise<{ id: number; title: string }[]> {
  const held = await holdReviewedBy(tx, from);
  for (const topic of held) {
    const ownerId = to === topic.authorId ? null : to;
    await recordChange(tx, topic, { id: from }, 'topic-handed-on', {}, { ownerId });
  }
  return held.map(({ id, title }) => ({ id, title }));
}
