import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { isOwn } from './queries.ts';
import { savedSearches } from './tables.ts';

/** Calls a saved search of one's own something else. */
export async function renameSavedSearch(person: SignedIn, id: number, name: string): Promise<void> {
  await db.update(savedSearches).set({ name }).where(isOwn(person, id));
}
