import { inArray } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { sameProblems } from './tables.ts';

/** Deletes what councils said of having questions too whose text is deleted. That they said so stays. */
export async function forgetLinesOfSameProblems(tx: Tx, topicIds: number[]): Promise<void> {
  await tx.update(sameProblems).set({ line: '' }).where(inArray(sameProblems.topicId, topicIds));
}
