import { lt } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notices } from './tables.ts';

const keptFor = 366 * 24 * 60 * 60 * 1000;

/** Takes away what people were told more than a year ago. */
export async function sweepNotices(): Promise<void> {
  await db.delete(notices).where(lt(notices.at, new Date(clock.now().getTime() - keptFor)));
}
