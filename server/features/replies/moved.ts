import { and, eq, type SQL, sql } from 'drizzle-orm';
import { db, type Tx } from '../../platform/database.ts';
import { Elsewhere, notFound, type Refusal } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { visibleTo } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';
import { movedReplies, replies } from './tables.ts';

/** What became of a number that is no reply's in this topic any more. */
export async function findMoved(topicId: number, number: number) {
  const isIt = and(eq(movedReplies.topicId, topicId), eq(movedReplies.number, number));
  const [found] = await db
    .select({ replyId: movedReplies.replyId, nowTopicId: movedReplies.nowTopicId })
    .from(movedReplies)
    .where(isIt);
  return found;
}

/** The number that the next reply of a topic has: after every one that there was, also where it was moved away. */
export async function nextNumber(tx: Tx, topic: { id: number; lastNumber: number }): Promise<number> {
  const [found] = await tx
    .select({ last: sql<number | null>`max(${movedReplies.number})` })
    .from(movedReplies)
    .where(eq(movedReplies.topicId, topic.id));
  return Math.max(topic.lastNumber, found?.last ?? 0) + 1;
}

/** Whoever answers a reply that is not in this topic is led to the topic that it is in, with what they wrote. */
export async function movedFrom(
  tx: Tx,
  viewer: SignedIn,
  topicId: number,
  replyId: number,
): Promise<Refusal> {
  const [found] = await tx
    .select({ topicId: replies.topicId })
    .from(replies)
    .innerJoin(movedReplies, and(eq(movedReplies.replyId, replies.id), eq(movedReplies.topicId, topicId)))
    .innerJoin(topics, eq(topics.id, replies.topicId))
    .where(and(eq(replies.id, replyId), visibleTo(viewer)));
  return found ? new Elsewhere(`/topics/${topicId}`, `/topics/${found.topicId}`, ['/replies']) : notFound();
}

/** What stood in a topic, and where each of it is now: to have what names it by topic and number name it there. */
export const whereMoved = (topicId: number): SQL => sql`(
  select m.number as old_number, coalesce(r.topic_id, m.now_topic_id) as topic_id, coalesce(r.number, 0) as number
  from moved_replies m left join replies r on r.id = m.reply_id where m.topic_id = ${topicId}::int) moved`;
