import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { appeals } from './tables.ts';

/** Deletes the words in which somebody appealed. That they did, and what came of it, stays. */
export async function forgetAppealsOf(tx: Tx, personId: number): Promise<void> {
  await tx.update(appeals).set({ text: '' }).where(eq(appeals.personId, personId));
}
