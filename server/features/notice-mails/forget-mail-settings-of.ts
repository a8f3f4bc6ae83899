import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { noticeMailSettings } from './tables.ts';

/** Forgets of what, and when, somebody wanted mail. */
export async function forgetMailSettingsOf(tx: Tx, personId: number): Promise<void> {
  await tx.delete(noticeMailSettings).where(eq(noticeMailSettings.personId, personId));
}
