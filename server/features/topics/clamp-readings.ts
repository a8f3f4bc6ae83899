import { and, eq, gt } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { readingPlaces } from './tables.ts';

/** Nobody has read further in a topic than it goes, after replies were taken from its end. */
export async function clampReadings(tx: Tx, topicId: number, lastNumber: number): Promise<void> {
  const isBeyond = and(eq(readingPlaces.topicId, topicId), gt(readingPlaces.number, lastNumber));
  await tx.update(readingPlaces).set({ number: lastNumber }).where(isBeyond);
}
