import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { findGuestOf, isRunning } from './queries.ts';
import { guestAccess } from './tables.ts';

/** A guest of a workspace, with the row of their access locked until the transaction ends. */
export async function holdGuestOf(tx: Tx, workspaceId: number, personId: number) {
  const theirs = and(eq(guestAccess.workspaceId, workspaceId), eq(guestAccess.personId, personId));
  await tx.select({ id: guestAccess.id }).from(guestAccess).where(and(theirs, isRunning())).for('update');
  return findGuestOf(workspaceId, personId, tx);
}
