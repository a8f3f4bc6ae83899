import { inArray } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { adoptions } from './tables.ts';

/** Deletes what councils said came of topics whose text is deleted. That they used them stays. */
export async function forgetOutcomesOf(tx: Tx, topicIds: number[]): Promise<void> {
  await tx.update(adoptions).set({ outcome: '' }).where(inArray(adoptions.topicId, topicIds));
}
