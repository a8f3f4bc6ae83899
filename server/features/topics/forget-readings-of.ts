import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { readingPlaces } from './tables.ts';

/** Forgets how far somebody read. */
export async function forgetReadingsOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(readingPlaces).where(eq(readingPlaces.personId, personId));
}
