import { inArray } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { topicTexts } from './tables.ts';

/** Forgets what topics say whose text is deleted: they are found by nothing. */
export async function forgetTopicTexts(tx: Tx, topicIds: number[]): Promise<void> {
  await tx.delete(topicTexts).where(inArray(topicTexts.topicId, topicIds));
}
