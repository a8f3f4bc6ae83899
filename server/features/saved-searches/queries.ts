import { and, asc, eq } from 'drizzle-orm';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { savedSearches } from './tables.ts';

export type SavedSearch = typeof savedSearches.$inferSelect;

export const mostSaved = 50;

/** Somebody's own, by name. */
export const listSavedSearchesOf = (person: SignedIn) =>
  db
    .select()
    .from(savedSearches)
    .where(eq(savedSearches.personId, person.id))
    .orderBy(asc(savedSearches.name), asc(savedSearches.id));

export const countSavedSearchesOf = (person: SignedIn, within: Executor = db) =>
  within.$count(savedSearches, eq(savedSearches.personId, person.id));

/** True of the search with this id where it is theirs. */
export const isOwn = (person: SignedIn, id: number) =>
  and(eq(savedSearches.id, id), eq(savedSearches.personId, person.id));

/** One of somebody's own. */
export async function findSavedSearchFor(person: SignedIn, id: number): Promise<SavedSearch> {
  const [found] = await db.select().from(savedSearches).where(isOwn(person, id));
  if (!found) throw notFound();
  return found;
}
