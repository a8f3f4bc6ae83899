import { and, desc, eq, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { createKept } from '../../platform/kept.ts';
import { isListening } from '../../platform/listening.ts';
import { audienceIn, type Viewer } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { isCountedFor } from '../topics/counts.ts';
import { topics } from '../topics/tables.ts';

const tagsAtMost = 20;

interface Choices {
  councils: { slug: string; name: string; count: number }[];
  tags: { tag: string; count: number }[];
  size: number;
}

const kept = createKept<Choices>({ maxSize: 100_000, canTrust: isListening });

/** What a workspace's list can be narrowed to, with how many topics there are; kept until one of them changes. */
export const listChoicesIn = (viewer: Viewer, workspaceId: number): Promise<Choices> =>
  kept.get(`workspace:${workspaceId}`, audienceIn(viewer, workspaceId), async () => {
    const [councils, tags] = await Promise.all([
      listCouncilsIn(viewer, workspaceId),
      listTagsIn(viewer, workspaceId),
    ]);
    return { councils, tags, size: councils.length + tags.length };
  });

const isIn = (viewer: Viewer, workspaceId: number) =>
  and(eq(topics.workspaceId, workspaceId), isCountedFor(viewer));

/** The councils that have posted there, by name. */
const listCouncilsIn = (viewer: Viewer, workspaceId: number) =>
  db
    .select({ slug: councils.slug, name: councils.name, count: sql<number>`count(*)::int` })
    .from(topics)
    .innerJoin(councils, eq(councils.id, topics.authorCouncilId))
    .where(isIn(viewer, workspaceId))
    .groupBy(councils.id)
    .orderBy(councils.name);

/** The tags that are used most. */
function listTagsIn(viewer: Viewer, workspaceId: number) {
  const tag = sql<string>`unnest(${topics.tags})`;
  const used = db
    .select({ tag: tag.as('tag') })
    .from(topics)
    .where(isIn(viewer, workspaceId))
    .as('used');
  const count = sql<number>`count(*)::int`;
  return db
    .select({ tag: used.tag, count })
    .from(used)
    .groupBy(used.tag)
    .orderBy(desc(count), used.tag)
    .limit(tagsAtMost);
}
