import { lt } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { heldPosts, sessions, signInLinks } from './tables.ts';

/** Takes away sessions, sign-in links and held posts that have run out. */
export async function sweepAccounts(): Promise<void> {
  const now = clock.now();
  for (const table of [sessions, signInLinks, heldPosts])
    await db.delete(table).where(lt(table.expiresAt, now));
}
