import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { countAdoptions } from './queries.ts';
import { adoptions } from './tables.ts';

/**
 * What councils do with a topic is said of the one that it was merged into, but for what they say of that already. The
 * answer is which, so that it can go back.
 */
export async function carryAdoptions(tx: Tx, from: number, to: number): Promise<number[]> {
  const { rows } = await tx.execute<{ id: number }>(sql`
    update adoptions set topic_id = ${to}::int where topic_id = ${from}::int and not exists (
      select 1 from adoptions there where there.topic_id = ${to}::int and there.council_id = adoptions.council_id
        and there.service_id is not distinct from adoptions.service_id and there.ended_at is null)
    returning id`);
  return rows.map(({ id }) => id);
}

export async function takeAdoptionsBack(tx: Tx, from: number, to: number, ids: number[]): Promise<void> {
  if (ids.length === 0) return;
  const carried = and(eq(adoptions.topicId, from), inArray(adoptions.id, ids));
  await tx.update(adoptions).set({ topicId: to }).where(carried);
}

/** What a topic's row says of them, counted anew. */
export async function adoptionCounts(tx: Tx, topicId: number) {
  const { using, all } = await countAdoptions(tx, topicId);
  return { councilCount: using, adoptionCount: all };
}
