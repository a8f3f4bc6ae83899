import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { providerSubjects } from './tables.ts';

/** Forgets by what name a council's own sign-in knows somebody. */
export async function forgetSubjectsOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(providerSubjects).where(eq(providerSubjects.personId, personId));
}
