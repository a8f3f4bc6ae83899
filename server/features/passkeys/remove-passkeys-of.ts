import { eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';
import { isAdministrator, memberWith } from '../../platform/powers.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { endSessions } from '../accounts/end-sessions.ts';
import { logAccess } from '../roles/log.ts';
import { passkeysRemovedByOthers } from './mails.ts';
import { findOwner } from './queries.ts';
import { passkeys } from './tables.ts';

/** Removes all passkeys of somebody who lost theirs, and signs them out everywhere: whoever has them now may be signed in. */
export async function removePasskeysOf(viewer: Viewer, personId: number, reason: string): Promise<void> {
  const { id: actorId } = memberWith(viewer, isAdministrator);
  const owner = await findOwner(viewer, personId);
  await db.transaction(async (tx) => {
    const removed = await tx.delete(passkeys).where(eq(passkeys.personId, personId)).returning();
    if (removed.length === 0) return;
    const about = removed.length === 1 ? '1 passkey' : `${removed.length} passkeys`;
    await logAccess(tx, 'passkeys-removed', { actorId, personId, about, reason });
    await endSessions(tx, personId);
    await mailLater(tx, { to: owner.email, ...passkeysRemovedByOthers(reason) });
  });
}
