import { and, eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { findGuestOf, isRunning } from './queries.ts';
import { guestAccess } from './tables.ts';

/** Locks the access that a guest has to a workspace until the transaction ends. False where they have none. */
export async function holdAccess(tx: Tx, workspaceId: number, personId: number): Promise<boolean> {
  const theirs = and(eq(guestAccess.workspaceId, workspaceId), eq(guestAccess.personId, personId));
  const access = tx.select({ id: guestAccess.id }).from(guestAccess).where(and(theirs, isRunning()));
  return (await access.for('update')).length > 0;
}

/** A guest of a workspace, with the row of their access locked until the transaction ends. */
export async function holdGuestOf(tx: Tx, workspaceId: number, personId: number) {
  await holdAccess(tx, workspaceId, personId);
  return findGuestOf(workspaceId, personId, tx);
}
