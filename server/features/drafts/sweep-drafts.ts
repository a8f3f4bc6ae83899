import { eq, lt } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { drafts } from './tables.ts';

const day = 24 * 60 * 60 * 1000;

/** Deletes what was posted or discarded more than a day ago. */
export async function sweepDrafts(): Promise<void> {
  await db.delete(drafts).where(lt(drafts.endedAt, new Date(clock.now().getTime() - day)));
}

/** Deletes all that somebody who left had not posted. */
export async function forgetDraftsOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(drafts).where(eq(drafts.personId, personId));
}
