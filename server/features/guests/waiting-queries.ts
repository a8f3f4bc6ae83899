import { and, asc, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db, type Executor } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { councils } from '../councils/tables.ts';
import { people } from '../people/tables.ts';
import { topics } from '../topics/tables.ts';
import { workspaces } from '../workspaces/tables.ts';
import { waitingPosts } from './tables.ts';

const deciders = alias(people, 'deciders');

const selectWaiting = (from: Executor) =>
  from
    .select({
      id: waitingPosts.id,
      authorId: waitingPosts.authorId,
      author: {
        name: people.name,
        email: people.email,
        job: people.job,
        organisation: sql<string>`coalesce(${councils.name}, ${people.organisation})`,
      },
      workspace: { id: workspaces.id, slug: workspaces.slug, name: workspaces.name },
      topic: { id: topics.id, title: topics.title },
      topicKind: waitingPosts.topicKind,
      fields: waitingPosts.fields,
      createdAt: waitingPosts.createdAt,
      decidedAt: waitingPosts.decidedAt,
      decision: waitingPosts.decision,
      reason: waitingPosts.reason,
      caughtBy: waitingPosts.caughtBy,
      postedTopicId: waitingPosts.postedTopicId,
      postedReplyId: waitingPosts.postedReplyId,
      decider: { id: deciders.id, name: deciders.name },
    })
    .from(waitingPosts)
    .innerJoin(people, eq(people.id, waitingPosts.authorId))
    .leftJoin(councils, eq(councils.id, people.councilId))
    .innerJoin(workspaces, eq(workspaces.id, waitingPosts.workspaceId))
    .leftJoin(topics, eq(topics.id, waitingPosts.topicId))
    .leftJoin(deciders, eq(deciders.id, waitingPosts.decidedBy));

export type WaitingPost = Awaited<ReturnType<typeof selectWaiting>>[number];

const waitsIn = (workspaceId: number) =>
  and(eq(waitingPosts.workspaceId, workspaceId), isNull(waitingPosts.decidedAt));

/** What waits for the coordinators of a workspace; whoever waits longest comes first. */
export const listWaitingIn = (workspaceId: number) =>
  selectWaiting(db).where(waitsIn(workspaceId)).orderBy(asc(waitingPosts.createdAt), waitingPosts.id);

export const countWaitingIn = (workspaceId: number): Promise<number> =>
  db.$count(waitingPosts, waitsIn(workspaceId));

/** The same in several workspaces, or in all. */
export const listWaitingInAll = (of: 'all' | number[]) =>
  selectWaiting(db)
    .where(and(isIn(of), isNull(waitingPosts.decidedAt)))
    .orderBy(asc(waitingPosts.createdAt), waitingPosts.id)
    .limit(shownAtMost);

/** A number that is another one whenever something more waits there, was decided, or that was undone. */
export async function stateOfWaiting(of: 'all' | number[]): Promise<number> {
  const state = sql<number>`(count(*) + coalesce(sum(${waitingPosts.changeCount}), 0))::int`;
  const [row] = await db.select({ state }).from(waitingPosts).where(isIn(of));
  return row?.state ?? 0;
}

const isIn = (of: 'all' | number[]) => (of === 'all' ? undefined : inArray(waitingPosts.workspaceId, of));

const shownAtMost = 100;

/** What this person sent that waited, or still does, the newest first. */
export const listWaitingBy = (author: SignedIn) =>
  selectWaiting(db)
    .where(eq(waitingPosts.authorId, author.id))
    .orderBy(desc(waitingPosts.createdAt), desc(waitingPosts.id))
    .limit(shownAtMost);

export const countWaitingBy = (author: SignedIn): Promise<number> =>
  db.$count(waitingPosts, and(eq(waitingPosts.authorId, author.id), isNull(waitingPosts.decidedAt)));

/** One of their own. */
export const findWaitingBy = (author: SignedIn, id: number) =>
  find(db, and(eq(waitingPosts.id, id), eq(waitingPosts.authorId, author.id)));

/** One of a workspace's, decided or not. */
export const findWaitingIn = (workspaceId: number, id: number, from: Executor = db) =>
  find(from, and(eq(waitingPosts.id, id), eq(waitingPosts.workspaceId, workspaceId)));

async function find(from: Executor, which: SQL | undefined): Promise<WaitingPost> {
  const [found] = await selectWaiting(from).where(which);
  if (!found) throw notFound();
  return found;
}
