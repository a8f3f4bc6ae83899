import { and, eq, gt, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { PostPlace } from '../replies/addresses.ts';
import { movedReplies, replies } from '../replies/tables.ts';
import { moderationLog } from './tables.ts';

// A line of the log says where its post stood then, and is never changed; the reply may have been moved since.

const nowReplies = alias(replies, 'now_replies');

/** What a question about lines of the log joins to know where each post is now: first one, then the other. */
export const movedSince = {
  moves: movedReplies,
  wasThere: and(
    eq(movedReplies.topicId, moderationLog.topicId),
    eq(movedReplies.number, moderationLog.post),
    gt(moderationLog.post, 0),
  ),
  replies: nowReplies,
  isHere: eq(nowReplies.id, movedReplies.replyId),
};

/** Where the post of a line is now, for a question that joins `movedSince`. */
export const placeNow = {
  topicId: sql<number | null>`coalesce(${nowReplies.topicId}, ${moderationLog.topicId})`,
  post: sql<number>`coalesce(${nowReplies.number}, ${moderationLog.post})`,
};

/** Every place in which the reply that is here now has stood; within another question, the reply of its row. */
export const placesOf = ({ topicId, post }: { topicId: unknown; post: unknown }): SQL => sql`(
  select ${topicId}::int, ${post}::int union all
  select was.topic_id, was.number from moved_replies was join replies here on here.id = was.reply_id
  where here.topic_id = ${topicId} and here.number = ${post} and was.number > 0)`;

/** Lines about the post that is here now, wherever it stood when they were written. */
export const isAbout = ({ topicId, post }: PostPlace): SQL | undefined =>
  post === 0
    ? and(eq(moderationLog.topicId, topicId), eq(moderationLog.post, 0))
    : sql`(${moderationLog.topicId}, ${moderationLog.post}) in ${placesOf({ topicId, post })}`;
