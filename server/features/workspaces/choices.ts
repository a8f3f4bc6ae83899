import { and, desc, eq, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';

const tagsAtMost = 20;

/** The councils that have posted in a workspace, by name, with how many topics this viewer can see of each. */
export const listCouncilsIn = (viewer: Viewer, workspaceId: number) =>
  db
    .select({ slug: councils.slug, name: councils.name, count: sql<number>`count(*)::int` })
    .from(topics)
    .innerJoin(councils, eq(councils.id, topics.authorCouncilId))
    .where(and(eq(topics.workspaceId, workspaceId), visibleTo(viewer)))
    .groupBy(councils.id)
    .orderBy(councils.name);

/** The tags that are used most in a workspace. */
export function listTagsIn(viewer: Viewer, workspaceId: number) {
  const tag = sql<string>`unnest(${topics.tags})`;
  const used = db
    .select({ tag: tag.as('tag') })
    .from(topics)
    .where(and(eq(topics.workspaceId, workspaceId), visibleTo(viewer)))
    .as('used');
  const count = sql<number>`count(*)::int`;
  return db
    .select({ tag: used.tag, count })
    .from(used)
    .groupBy(used.tag)
    .orderBy(desc(count), used.tag)
    .limit(tagsAtMost);
}
