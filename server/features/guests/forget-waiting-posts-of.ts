import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { waitingPosts } from './tables.ts';

/** Deletes what somebody sent that waited for a coordinator. What was approved has been posted. */
export async function forgetWaitingPostsOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(waitingPosts).where(eq(waitingPosts.authorId, personId));
}
