import { inArray } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { reviews } from './tables.ts';

/** Deletes why topics had to be looked at whose text is deleted: a reason can have an address that was in it. */
export async function forgetReasonsOf(tx: Tx, topicIds: number[]): Promise<void> {
  await tx.update(reviews).set({ reason: '' }).where(inArray(reviews.topicId, topicIds));
}
