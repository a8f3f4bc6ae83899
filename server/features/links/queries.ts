import { and, asc, type Column, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { db, type Executor, type Tx } from '../../platform/database.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { topicLinks } from './tables.ts';

const linksAtMost = 50;

const isCurrent = isNull(topicLinks.endedAt);
const isOf = (topicId: number | Column): SQL | undefined =>
  and(isCurrent, or(eq(topicLinks.fromId, topicId), eq(topicLinks.toId, topicId)));
const otherEnd = (topicId: number) =>
  sql`case when ${topicLinks.fromId} = ${topicId} then ${topicLinks.toId} else ${topicLinks.fromId} end`;

/** Where a topic leads comes first, and then what it says itself: neither is left out, however many say it of it. */
const inOrder = (topicId: number): SQL => sql`case
  when ${topicLinks.relation} = 'same-as' and ${topicLinks.fromId} = ${topicId} then 1
  when ${topicLinks.relation} = 'replaces' and ${topicLinks.toId} = ${topicId} then 1
  when ${topicLinks.fromId} = ${topicId} then 2 else 3 end`;

/** What a topic has to do with others, as far as this viewer may see those. `isHere` says that it is this topic that is so. */
export const listLinksFor = (viewer: Viewer, topicId: number) =>
  db
    .select({
      id: topicLinks.id,
      relation: topicLinks.relation,
      isHere: sql<boolean>`${topicLinks.fromId} = ${topicId}`,
      isAct: topicLinks.isAct,
      topic: {
        id: topics.id,
        title: topics.title,
        kind: topics.kind,
        state: topics.state,
        health: topics.health,
        acceptedCount: topics.acceptedCount,
      },
    })
    .from(topicLinks)
    .innerJoin(topics, eq(topics.id, otherEnd(topicId)))
    .where(and(isOf(topicId), visibleTo(viewer)))
    .orderBy(inOrder(topicId), asc(topicLinks.linkedAt), asc(topicLinks.id))
    .limit(linksAtMost);

export type Link = Awaited<ReturnType<typeof listLinksFor>>[number];

/** The topics that a topic is linked with, whoever may see them. */
export async function listLinkedIds(tx: Tx, topicId: number): Promise<number[]> {
  const rows = await tx
    .select({ id: sql<number>`${otherEnd(topicId)}::int` })
    .from(topicLinks)
    .where(isOf(topicId));
  return rows.map(({ id }) => id);
}

/** A link of this topic, whether it was taken back or not. */
export async function findLink(tx: Tx, topicId: number, id: number) {
  const ofTopic = or(eq(topicLinks.fromId, topicId), eq(topicLinks.toId, topicId));
  const [found] = await tx
    .select()
    .from(topicLinks)
    .where(and(eq(topicLinks.id, id), ofTopic));
  return found;
}

/** What says that a topic is the same as another; nothing where it stands by itself. */
export async function findSame(tx: Tx, fromId: number) {
  const [found] = await tx
    .select()
    .from(topicLinks)
    .where(and(isCurrent, eq(topicLinks.fromId, fromId), eq(topicLinks.relation, 'same-as')));
  return found;
}

/** How many links there are to and from a topic, or, within another question, each topic of it. */
export const countLinks = (executor: Executor, topicId: number | Column) =>
  executor.$count(topicLinks, isOf(topicId));

/** The titles of what is said to be the same as a topic; empty for each that this viewer may not see. */
export async function listTitlesSameAs(
  executor: Executor,
  viewer: Viewer,
  topicId: number,
): Promise<string[]> {
  const rows = await executor
    .select({ title: sql<string>`case when ${visibleTo(viewer)} then ${topics.title} else '' end` })
    .from(topicLinks)
    .innerJoin(topics, eq(topics.id, topicLinks.fromId))
    .where(and(isCurrent, eq(topicLinks.toId, topicId), eq(topicLinks.relation, 'same-as')))
    .orderBy(topicLinks.id);
  return rows.map(({ title }) => title);
}

/** Whether others are said to be this to the topic. */
export async function hasLinksTo(
  executor: Executor,
  topicId: number,
  relation: (typeof topicLinks.$inferSelect)['relation'],
): Promise<boolean> {
  const to = and(isCurrent, eq(topicLinks.toId, topicId), eq(topicLinks.relation, relation));
  return (await executor.$count(topicLinks, to)) > 0;
}
