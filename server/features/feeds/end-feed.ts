import { and, eq } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { privateFeeds } from './tables.ts';

/** Ends a private feed of one's own: its address shows nothing from then on. */
export async function endFeed(person: SignedIn, id: number): Promise<void> {
  const isOwn = and(eq(privateFeeds.id, id), eq(privateFeeds.personId, person.id));
  const ended = await db.delete(privateFeeds).where(isOwn).returning({ id: privateFeeds.id });
  if (ended.length === 0) throw notFound();
}

/** Ends all feeds of somebody who has left for good. */
export async function endAllFeedsOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(privateFeeds).where(eq(privateFeeds.personId, personId));
}
