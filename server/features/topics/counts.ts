import { and, eq, gt, sql } from 'drizzle-orm';
import { db, preparedOnce } from '../../platform/database.ts';
import { audienceIn, type Viewer, visitor } from '../../platform/viewer.ts';
import { isPosted, visibleTo } from './queries.ts';
import { topics } from './tables.ts';

/** How much a workspace has, by what people look for. */
export interface Counts {
  open: number;
  solved: number;
  guidance: number;
  patterns: number;
  /** Moves with every change of a topic that is counted: a list that was drawn at another number may have changed. */
  seq: number;
}

const noCounts: Counts = { open: 0, solved: 0, guidance: 0, patterns: 0, seq: 0 };

const counted = {
  open: sql<number>`count(*) filter (where kind = 'question' and state in ('open', 'reopened') and same_as is null)::int`,
  solved: sql<number>`count(*) filter (where kind = 'question' and state = 'answered' and same_as is null)::int`,
  guidance: sql<number>`count(*) filter (where kind = 'guidance' and state = 'published' and same_as is null)::int`,
  patterns: sql<number>`count(*) filter (where kind = 'pattern' and state <> 'retired' and same_as is null)::int`,
  seq: sql<number>`coalesce(sum(seq), 0)::float8`,
};

/** Drafts and what is hidden are not counted, not even for their author: so an index has all that is needed. */
export function isCountedFor(viewer: Viewer) {
  if (viewer.kind === 'member') return isPosted;
  const own = viewer.kind === 'guest' ? viewer.workspaces : [];
  const inOwn = own.length > 0 ? sql`workspace_id = any(${sql.param(own)}::int[])` : sql`false`;
  return sql`(${isPosted} and (visibility = 'public' or ${inOwn}))`;
}

const askCounts = (viewer: Viewer) =>
  preparedOnce((db) =>
    db
      .select(counted)
      .from(topics)
      .where(and(eq(topics.workspaceId, sql.placeholder('workspaceId')), isCountedFor(viewer)))
      .prepare(`count-topics-for-${viewer.kind}`),
  );
const askers = { visitor: askCounts(visitor), member: askCounts({ kind: 'member' } as Viewer) };

/** What this viewer can see in one workspace. */
export async function countTopics(viewer: Viewer, workspaceId: number): Promise<Counts> {
  const [counts] = await askers[audienceIn(viewer, workspaceId)]().execute({ workspaceId });
  return counts ?? noCounts;
}

/** The same for every workspace, by its id; a workspace with nothing in it is left out. */
export async function countTopicsByWorkspace(viewer: Viewer): Promise<Map<number, Counts>> {
  const rows = await db
    .select({ workspaceId: topics.workspaceId, ...counted })
    .from(topics)
    .where(isCountedFor(viewer))
    .groupBy(topics.workspaceId);
  return new Map(rows.map(({ workspaceId, ...counts }) => [workspaceId, counts]));
}

export const countsOf = (counts: Map<number, Counts>, workspaceId: number) =>
  counts.get(workspaceId) ?? noCounts;

/** How far all workspaces are, taken together. */
export const seqOf = (counts: Map<number, Counts>) => counts.values().reduce((sum, { seq }) => sum + seq, 0);

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
