import { inArray } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { topics } from '../topics/tables.ts';

/** The ids of made-up topics, by their titles. */
export async function findIdsOf(titles: string[]): Promise<(title: string) => number> {
  const found = await db
    .select({ id: topics.id, title: topics.title })
    .from(topics)
    .where(inArray(topics.title, titles));
  const ids = new Map(found.map(({ id, title }) => [title, id]));
  return (title) => ids.get(title) ?? 0;
}
