import { inArray } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { replies, replyVersions } from './tables.ts';

/** Deletes what replies of topics that are held say, and said before: number, author and place in the thread stay. */
export async function purgeReplies(tx: Tx, replyIds: number[]): Promise<void> {
  await tx.delete(replyVersions).where(inArray(replyVersions.replyId, replyIds));
  await tx
    .update(replies)
    .set({ body: '', html: '', versionCount: 0, purgedAt: clock.now() })
    .where(inArray(replies.id, replyIds));
}
