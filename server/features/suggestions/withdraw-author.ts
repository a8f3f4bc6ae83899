import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { withdrawn } from '../people/name-withdrawal.ts';
import { suggestions } from './tables.ts';

/** Takes a person's name off what they suggested and what they decided. */
export async function withdrawAuthorOfSuggestions(tx: Tx, personId: number): Promise<void> {
  await tx
    .update(suggestions)
    .set({ author: withdrawn(suggestions.author) })
    .where(eq(suggestions.authorId, personId));
  await tx
    .update(suggestions)
    .set({ decidedBy: withdrawn(suggestions.decidedBy) })
    .where(sql`${suggestions.decidedBy}->>'id' = ${String(personId)}`);
}
