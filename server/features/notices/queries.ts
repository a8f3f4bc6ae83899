import { and, eq, isNull, sql } from 'drizzle-orm';
import { db } from '../../platform/database.ts';
import { replies } from '../replies/tables.ts';
import { isPosted } from '../topics/queries.ts';
import { topics } from '../topics/tables.ts';

const topicColumns = {
  id: topics.id,
  kind: topics.kind,
  title: topics.title,
  visibility: topics.visibility,
  workspaceId: topics.workspaceId,
  /** Who looks after it. */
  ownerId: sql<number>`coalesce(${topics.ownerId}, ${topics.authorId})`,
};

/** A topic that has just been posted; nothing where it is gone, or a draft. */
export async function findNewTopic(id: number | null) {
  const [found] = await db
    .select(topicColumns)
    .from(topics)
    .where(and(eq(topics.id, id ?? 0), isPosted));
  return found;
}

export type ConcernedTopic = NonNullable<Awaited<ReturnType<typeof findNewTopic>>>;

/** A reply that is there to be read, with whom it answers; nothing where it has been removed. */
export async function findPostedReply(id: number) {
  const [found] = await db
    .select({
      topic: topicColumns,
      number: replies.number,
      authorId: replies.authorId,
      /** Who wrote the reply that it answers. */
      answersId: sql<
        number | null
      >`(select parent.author_id from replies parent where parent.id = ${replies.parentId})`,
      isAccepted: sql<boolean>`${replies.acceptedAt} is not null`,
      isFirstAnswer: sql<boolean>`not exists (
        select 1 from replies earlier where earlier.topic_id = ${replies.topicId} and earlier.removed_at is null
          and earlier.accepted_at < ${replies.acceptedAt})`,
    })
    .from(replies)
    .innerJoin(topics, eq(topics.id, replies.topicId))
    .where(and(eq(replies.id, id), isNull(replies.removedAt), isPosted));
  return found;
}
