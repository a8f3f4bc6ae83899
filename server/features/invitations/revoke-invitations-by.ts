import { and, eq, isNull } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { invitations } from './tables.ts';

/** Revokes the invitations that somebody sent who left, as far as nobody has used them. */
export async function revokeInvitationsBy(tx: Tx, personId: number): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: clock.now() })
    .where(
      and(eq(invitations.invitedBy, personId), isNull(invitations.usedAt), isNull(invitations.revokedAt)),
    );
}
