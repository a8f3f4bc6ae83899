import { eq } from 'drizzle-orm';
import { db } from '../../../platform/database.ts';
import { notFound } from '../../../platform/errors.ts';
import { moderationBatches } from '../tables.ts';

export type Batch = typeof moderationBatches.$inferSelect;

/** What was done to several topics at once. */
export async function findBatch(id: number): Promise<Batch> {
  const [found] = await db.select().from(moderationBatches).where(eq(moderationBatches.id, id));
  if (!found) throw notFound();
  return found;
}
