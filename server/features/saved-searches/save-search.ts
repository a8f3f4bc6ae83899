import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { holdPerson } from '../people/leave.ts';
import type { Search } from '../search/filters.ts';
import { countSavedSearchesOf, mostSaved } from './queries.ts';
import { savedSearches } from './tables.ts';

/** Keeps a search under a name, for its owner alone. */
export function saveSearch(person: SignedIn, search: Partial<Search>, name: string): Promise<void> {
  return db.transaction(async (tx) => {
    await holdPerson(tx, person.id);
    if ((await countSavedSearchesOf(person, tx)) >= mostSaved) throw tooManySaved();
    await tx.insert(savedSearches).values({ personId: person.id, search, name, createdAt: clock.now() });
  });
}

const tooManySaved = () =>
  notAllowed(
    `You have ${mostSaved} saved searches, as many as there can be. Remove one that you do not need, then save this one.`,
  ).leadingTo({ href: '/account/searches', text: 'Your saved searches' });
