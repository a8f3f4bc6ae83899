import { inArray, sql } from 'drizzle-orm';
import type { Executor, Tx } from '../../platform/database.ts';
import { citations } from './tables.ts';

/** Forgets which pages topics linked to whose text is deleted. */
export async function forgetCitationsIn(tx: Tx, topicIds: number[]): Promise<void> {
  await tx.delete(citations).where(inArray(citations.topicId, topicIds));
}

/** A page that nothing links to is nobody's concern. */
export async function forgetUncitedPages(executor: Executor): Promise<void> {
  await executor.execute(sql`
    delete from cited_pages p where not exists (select from citations where page_id = p.id)`);
}
