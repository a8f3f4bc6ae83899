import { inArray, or } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import type { GonePosts } from '../topics/gone-posts.ts';
import { mentions } from './tables.ts';

/** Forgets whom posts named whose text is deleted. */
export async function forgetMentionsIn(tx: Tx, { topicIds, replyIds }: GonePosts): Promise<void> {
  const isIn = or(inArray(mentions.topicId, topicIds), inArray(mentions.replyId, replyIds));
  await tx.delete(mentions).where(isIn);
}
