import { eq } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { isOwn } from './queries.ts';
import { savedSearches } from './tables.ts';

/** Removes a saved search of one's own, and its feed with it. */
export async function removeSavedSearch(person: SignedIn, id: number): Promise<void> {
  await db.delete(savedSearches).where(isOwn(person, id));
}

/** Forgets what somebody who left had saved. */
export async function forgetSavedSearchesOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(savedSearches).where(eq(savedSearches.personId, personId));
}
