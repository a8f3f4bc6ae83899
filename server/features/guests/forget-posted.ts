import { inArray, or } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import type { GonePosts } from '../topics/gone-posts.ts';
import { waitingPosts } from './tables.ts';

/** Deletes the form that a post was sent by whose text is deleted. That it waited, and was approved, stays. */
export async function forgetPosted(tx: Tx, { topicIds, replyIds }: GonePosts): Promise<void> {
  const isOne = or(
    inArray(waitingPosts.postedTopicId, topicIds),
    inArray(waitingPosts.postedReplyId, replyIds),
  );
  await tx.update(waitingPosts).set({ fields: {} }).where(isOne);
}
