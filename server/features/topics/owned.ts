import { asc, inArray, type SQL, sql } from 'drizzle-orm';
import type { Executor } from '../../platform/database.ts';
import { topics } from './tables.ts';

/** What somebody has to look after: what is over needs nobody, and a draft is its author's alone. */
const needsSomebody = sql`(kind = 'pattern' and state <> 'retired'
  or kind = 'guidance' and state = 'published' or kind = 'question' and state in ('open', 'reopened'))`;

/** True for topics that these people look after. Said so that the indexes of owners and of authors find them. */
const isOwnedBy = (personIds: number[]): SQL =>
  sql`(${inArray(topics.ownerId, personIds)} or (${topics.ownerId} is null and ${inArray(topics.authorId, personIds)}))`;

/** The topics that these people look after and that somebody has to, the oldest first. */
export function listTopicsOwnedBy(executor: Executor, personIds: number[]) {
  if (personIds.length === 0) return Promise.resolve([]);
  return executor
    .select({
      id: topics.id,
      kind: topics.kind,
      title: topics.title,
      ownerId: sql<number>`coalesce(${topics.ownerId}, ${topics.authorId})`,
    })
    .from(topics)
    .where(sql`${isOwnedBy(personIds)} and ${needsSomebody}`)
    .orderBy(asc(topics.id));
}
