import { eq, or } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { invitations } from './tables.ts';

/** Deletes the invitations that were sent to somebody. */
export async function forgetInvitationsTo(tx: Tx, { id, email }: { id: number; email: string }) {
  await tx.delete(invitations).where(or(eq(invitations.personId, id), eq(invitations.email, email)));
}
