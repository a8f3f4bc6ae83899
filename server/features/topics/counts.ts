import { and, eq, gt, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { visibleTo } from './queries.ts';
import { topics } from './tables.ts';

/** How much a workspace has, by what people look for. */
export interface Counts {
  open: number;
  solved: number;
  guidance: number;
  patterns: number;
}

const noCounts: Counts = { open: 0, solved: 0, guidance: 0, patterns: 0 };

const counted = {
  open: sql<number>`count(*) filter (where kind = 'question' and state in ('open', 'reopened'))::int`,
  solved: sql<number>`count(*) filter (where kind = 'question' and state = 'answered')::int`,
  guidance: sql<number>`count(*) filter (where kind = 'guidance' and state = 'published')::int`,
  patterns: sql<number>`count(*) filter (where kind = 'pattern' and state <> 'retired')::int`,
};

/** What this viewer can see in one workspace. */
export async function countTopics(viewer: Viewer, workspaceId: number): Promise<Counts> {
  const mine = and(eq(topics.workspaceId, workspaceId), visibleTo(viewer));
  const [counts] = await db.select(counted).from(topics).where(mine);
  return counts ?? noCounts;
}

/** The same for every workspace, by its id; a workspace with nothing in it is left out. */
export async function countTopicsByWorkspace(viewer: Viewer): Promise<Map<number, Counts>> {
  const rows = await db
    .select({ workspaceId: topics.workspaceId, ...counted })
    .from(topics)
    .where(visibleTo(viewer))
    .groupBy(topics.workspaceId);
  return new Map(rows.map(({ workspaceId, ...counts }) => [workspaceId, counts]));
}

export const countsOf = (counts: Map<number, Counts>, workspaceId: number) =>
  counts.get(workspaceId) ?? noCounts;

/** In how many topics of each workspace something has happened since then. */
export async function countFreshByWorkspace(
  viewer: Viewer,
  since: Date | null,
): Promise<Map<number, number>> {
  if (!since) return new Map();
  const rows = await db
    .select({ workspaceId: topics.workspaceId, fresh: sql<number>`count(*)::int` })
    .from(topics)
    .where(and(visibleTo(viewer), gt(topics.lastActivityAt, since)))
    .groupBy(topics.workspaceId);
  return new Map(rows.map(({ workspaceId, fresh }) => [workspaceId, fresh]));
}
