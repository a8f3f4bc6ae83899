import { and, isNotNull, isNull, lt, or } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { reports } from './tables.ts';
import { lastUnconfirmed } from './visitor-reports.ts';

const keptFor = 30 * 24 * 60 * 60 * 1000;

/**
 * Deletes what visitors reported and did not confirm in time, and forgets the addresses of those who were told what came of
 * it, or took it back, 30 days ago.
 */
export async function sweepReports(): Promise<void> {
  await db.delete(reports).where(and(isNull(reports.confirmedAt), lt(reports.createdAt, lastUnconfirmed())));
  const longAgo = new Date(clock.now().getTime() - keptFor);
  const isOver = or(lt(reports.toldAt, longAgo), lt(reports.takenBackAt, longAgo));
  await db
    .update(reports)
    .set({ email: null, tokenHash: null })
    .where(and(isNotNull(reports.email), isOver));
}
