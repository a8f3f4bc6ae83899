import { lt } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { searchMissDays, searchMisses } from './tables.ts';
import { dayOf } from './weeks.ts';

const year = 365 * 24 * 60 * 60 * 1000;

/** Forgets who was counted on days that are over, and what was not found more than a year ago. */
export async function sweepMisses(): Promise<void> {
  const now = clock.now();
  await db.delete(searchMissDays).where(lt(searchMissDays.day, dayOf(now)));
  await db.delete(searchMisses).where(lt(searchMisses.week, dayOf(new Date(now.getTime() - year))));
}
