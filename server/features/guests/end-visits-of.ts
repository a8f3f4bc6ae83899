import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { guestAccess, waitingPosts } from './tables.ts';

/** Ends all access of a guest who leaves. */
export async function endGuestAccessOf(tx: Tx, personId: number): Promise<void> {
  const current = and(eq(guestAccess.personId, personId), isNull(guestAccess.endedAt));
  await tx.update(guestAccess).set({ endedAt: clock.now() }).where(current);
}

/** Deletes what somebody sent that waited for a coordinator. What was approved has been posted. */
export async function forgetWaitingPostsOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(waitingPosts).where(eq(waitingPosts.authorId, personId));
}
