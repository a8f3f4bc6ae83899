import { inArray } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { suggestions } from './tables.ts';

/** Forgets the edits that were suggested to topics whose text is deleted: each has that text in it. */
export async function forgetSuggestionsTo(tx: Tx, topicIds: number[]): Promise<void> {
  await tx.delete(suggestions).where(inArray(suggestions.topicId, topicIds));
}
