import { inArray, or } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import type { GonePosts } from '../topics/gone-posts.ts';
import { attachmentUses } from './tables.ts';

/** Unties the files in posts whose text is deleted: those that are nowhere else are swept away. */
export async function forgetUsesIn(tx: Tx, { topicIds, replyIds }: GonePosts): Promise<void> {
  const isIn = or(inArray(attachmentUses.topicId, topicIds), inArray(attachmentUses.replyId, replyIds));
  await tx.delete(attachmentUses).where(isIn);
}
