import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { follows } from './tables.ts';

/** Forgets what somebody followed who took their name off. */
export async function forgetFollowsOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(follows).where(eq(follows.personId, personId));
}
