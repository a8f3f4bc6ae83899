import { randomBytes } from 'node:crypto';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { hashOf } from '../accounts/session-store.ts';
import { isOwn } from './queries.ts';
import { savedSearches } from './tables.ts';

/** Gives a saved search a feed, or its feed another address. The token that is returned is kept nowhere. */
export async function makeFeed(person: SignedIn, id: number): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  const made = await db
    .update(savedSearches)
    .set({ feedHash: hashOf(token), feedMadeAt: clock.now() })
    .where(isOwn(person, id))
    .returning({ id: savedSearches.id });
  if (made.length === 0) throw notFound();
  return token;
}
