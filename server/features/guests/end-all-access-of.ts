import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { guestAccess } from './tables.ts';

/** Ends all access of a guest who leaves. */
export async function endAllAccessOf(tx: Tx, personId: number): Promise<void> {
  const current = and(eq(guestAccess.personId, personId), isNull(guestAccess.endedAt));
  await tx.update(guestAccess).set({ endedAt: clock.now() }).where(current);
}
