import { and, desc, eq, gt, inArray, isNull, ne, type SQL, sql } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import type { Kind, State } from './kinds.ts';
import { isPosted, selectListed, visibleTo } from './queries.ts';
import { settleReadings } from './readings.ts';
import { isUnanswered, topics } from './tables.ts';

export const topicsOnPage = 25;

/** What a list of topics is narrowed to. */
export interface TopicFilter {
  workspaceId?: number;
  kind?: Kind;
  states?: State[];
  /** Guidance and patterns that are due for review, or overdue. */
  isDue?: boolean;
  councilId?: number;
  /** What councils use, or have too. */
  isShared?: boolean;
  /** What most councils use, or have too, first. */
  mostFirst?: boolean;
  tag?: string;
}

/** Where in a list a page begins: after this topic, which was last active then. */
export interface Cursor {
  at: Date;
  id: number;
  /** In a list with what most councils share first: how many share it. */
  councils?: number;
}

/** A page of topics, newest activity first, and the cursor of the next page if there is one. */
export const listTopics = (viewer: Viewer, filter: TopicFilter, after?: Cursor, limit = topicsOnPage) =>
  listThose(viewer, visibleTo(viewer), filter, after, limit);

/** The same for whoever coordinates the workspace: what everyone can see there, or what coordinators took off. */
export const listToModerate = (viewer: Viewer, filter: TopicFilter, isTakenOff: boolean, after?: Cursor) =>
  listThose(viewer, isTakenOff ? isOff : isPosted, filter, after, topicsOnPage);

const isOff = and(ne(topics.state, 'draft'), inArray(topics.removedAs, ['hidden', 'removed']));

async function listThose(
  viewer: Viewer,
  seen: SQL | undefined,
  filter: TopicFilter,
  after: Cursor | undefined,
  limit: number,
) {
  await settleReadings(viewer);
  const rows = await selectListed(db, viewer)
    .where(and(seen, fits(filter), after && isAfter(after)))
    .orderBy(
      ...(filter.mostFirst ? [desc(topics.councilCount)] : []),
      desc(topics.lastActivityAt),
      desc(topics.id),
    )
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next: Cursor | undefined =
    rows.length > limit && last
      ? { at: last.lastActivityAt, id: last.id, councils: filter.mostFirst ? last.councilCount : undefined }
      : undefined;
  return { topics: page, next };
}

export function fits({
  workspaceId,
  kind,
  states,
  isDue,
  isShared,
  councilId,
  tag,
}: TopicFilter): SQL | undefined {
  return and(
    workspaceId ? eq(topics.workspaceId, workspaceId) : undefined,
    // What is the same as another is found there, and in the list of the council that posted it.
    councilId && !workspaceId ? undefined : isNull(topics.sameAs),
    kind ? eq(topics.kind, kind) : undefined,
    states?.length ? inArray(topics.state, states) : undefined,
    isDue ? inArray(topics.health, ['review-due', 'overdue']) : undefined,
    isShared ? gt(topics.councilCount, 0) : undefined,
    councilId ? eq(topics.authorCouncilId, councilId) : undefined,
    tag ? sql`${topics.tags} @> array[${tag}]::text[]` : undefined,
  );
}

const isAfter = ({ at, id, councils }: Cursor) =>
  councils !== undefined
    ? sql`(${topics.councilCount}, ${topics.lastActivityAt}, ${topics.id}) < (${councils}, ${at.toISOString()}::timestamptz, ${id})`
    : sql`(${topics.lastActivityAt}, ${topics.id}) < (${at.toISOString()}::timestamptz, ${id})`;

/** What has happened since a visit, newest first. */
export async function listFresh(viewer: Viewer, since: Date | null, limit: number) {
  await settleReadings(viewer);
  const fresh = and(visibleTo(viewer), since ? gt(topics.lastActivityAt, since) : undefined);
  const newest = selectListed(db, viewer).where(fresh).orderBy(desc(topics.lastActivityAt), desc(topics.id));
  const [rows, total] = await Promise.all([newest.limit(limit), since ? db.$count(topics, fresh) : 0]);
  return { topics: rows, total };
}

/** Questions that wait for an answer: what most councils have first, and of those the oldest. */
export const listUnanswered = (viewer: Viewer, limit: number) =>
  selectListed(db, viewer)
    .where(and(visibleTo(viewer), isUnanswered))
    .orderBy(sql`(- ${topics.councilCount})`, topics.createdAt)
    .limit(limit);

/** What a person has posted, newest activity first. */
export const listTopicsBy = (viewer: Viewer, authorId: number, limit: number) =>
  selectListed(db, viewer)
    .where(and(visibleTo(viewer), eq(topics.authorId, authorId)))
    .orderBy(desc(topics.lastActivityAt))
    .limit(limit);

/** What stands first in a workspace, the last to be pinned at the top. */
export const listPinned = (viewer: Viewer, workspaceId: number) =>
  db
    .select({ id: topics.id, kind: topics.kind, title: topics.title })
    .from(topics)
    .where(
      and(
        visibleTo(viewer),
        isPosted,
        eq(topics.workspaceId, workspaceId),
        gt(topics.pinnedUntil, clock.now()),
      ),
    )
    .orderBy(desc(topics.pinnedUntil), desc(topics.id));

/** Questions with an accepted answer from somebody of this council, newest activity first. */
export const listAnsweredBy = (viewer: Viewer, councilId: number, limit: number) =>
  selectListed(db, viewer)
    .where(
      and(
        visibleTo(viewer),
        sql`exists (select 1 from replies where topic_id = ${topics.id} and accepted_at is not null
          and replies.removed_at is null and author_council_id = ${councilId})`,
      ),
    )
    .orderBy(desc(topics.lastActivityAt))
    .limit(limit);

/** These topics as far as this viewer may see them, in the same order. */
export async function listTopicsById(viewer: Viewer, ids: number[]) {
  if (ids.length === 0) return [];
  await settleReadings(viewer);
  const rows = await selectListed(db, viewer).where(and(visibleTo(viewer), inArray(topics.id, ids)));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
