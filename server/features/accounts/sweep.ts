import { lt } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { deviceKeptFor } from './known-devices.ts';
import { devices, heldPosts, sessions, signInLinks } from './tables.ts';

/** Takes away sessions, sign-in links and held posts that have run out, and browsers not seen for long. */
export async function sweepAccounts(): Promise<void> {
  const now = clock.now();
  for (const table of [sessions, signInLinks, heldPosts])
    await db.delete(table).where(lt(table.expiresAt, now));
  await db.delete(devices).where(lt(devices.lastSeenAt, new Date(now.getTime() - deviceKeptFor)));
}
