import { eq, lt } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db, type Tx } from '../../platform/database.ts';
import { notices } from './tables.ts';

const keptFor = 366 * 24 * 60 * 60 * 1000;

/** Takes away what people were told more than a year ago. */
export async function sweepNotices(): Promise<void> {
  await db.delete(notices).where(lt(notices.at, new Date(clock.now().getTime() - keptFor)));
}

/** Forgets what somebody was told, and takes their name out of what others were told of what they did. */
export async function forgetNoticesOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(notices).where(eq(notices.personId, personId));
  await tx.update(notices).set({ words: null }).where(eq(notices.actorId, personId));
}
