import { eq } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { reports } from './tables.ts';

/** Deletes the words in which somebody said what was wrong with a post. That it was reported, and what came of it, stays. */
export async function forgetReportsOf(tx: Tx, personId: number): Promise<void> {
  await tx.update(reports).set({ line: '' }).where(eq(reports.reporterId, personId));
}
