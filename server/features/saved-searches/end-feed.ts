import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { isOwn } from './queries.ts';
import { savedSearches } from './tables.ts';

/** Ends the feed of a saved search: its address shows nothing from then on. */
export async function endFeed(person: SignedIn, id: number): Promise<void> {
  await db.update(savedSearches).set({ feedHash: null, feedMadeAt: null }).where(isOwn(person, id));
}
