import { and, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { mailLater } from '../../platform/mail.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { passkeyRemoved } from './mails.ts';
import { canRemove } from './policy.ts';
import { ownPasskeyFirst } from './second-step.ts';
import { passkeys } from './tables.ts';

/** Removes a passkey of one's own; it can never sign in again. */
export async function removePasskey(owner: SignedIn, id: string): Promise<void> {
  if (!canRemove(owner)) throw ownPasskeyFirst(`/account/passkeys/${id}/removal`);
  await db.transaction(async (tx) => {
    const [removed] = await tx
      .delete(passkeys)
      .where(and(eq(passkeys.id, id), eq(passkeys.personId, owner.id)))
      .returning({ name: passkeys.name });
    if (removed) await mailLater(tx, { to: owner.email, ...passkeyRemoved(removed.name) });
  });
}
