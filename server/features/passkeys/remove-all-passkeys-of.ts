import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { passkeyChallenges, passkeys } from './tables.ts';

/** Takes away every passkey of somebody who left, or whose account goes to another mailbox. */
export async function removeAllPasskeysOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(passkeyChallenges).where(eq(passkeyChallenges.personId, personId));
  await tx.delete(passkeys).where(eq(passkeys.personId, personId));
}
