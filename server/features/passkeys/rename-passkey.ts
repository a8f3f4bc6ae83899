import { and, eq } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { passkeys } from './tables.ts';

/** Calls a passkey of one's own something else. */
export async function renamePasskey(owner: SignedIn, id: string, name: string): Promise<void> {
  await db
    .update(passkeys)
    .set({ name })
    .where(and(eq(passkeys.id, id), eq(passkeys.personId, owner.id)));
}
