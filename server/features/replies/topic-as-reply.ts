import { and, asc, eq, gte } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { findFirstPublished } from '../topics/history.ts';
import type { Topic } from '../topics/queries.ts';
import { markdownOf } from '../topics/rendering.ts';
import { topics, topicVersions } from '../topics/tables.ts';
import { renderReply } from './rendering.ts';
import { movedReplies, replies, replyVersions } from './tables.ts';

/** Makes a topic's text a reply of another, in its author's name and with every version that others have seen. */
export async function addTopicAsReply(tx: Tx, from: Topic, to: Topic, number: number): Promise<number> {
  const [row] = await tx.select().from(topics).where(eq(topics.id, from.id));
  const first = await findFirstPublished(from.id, tx);
  const versions = await tx
    .select()
    .from(topicVersions)
    .where(and(eq(topicVersions.topicId, from.id), gte(topicVersions.number, first)))
    .orderBy(asc(topicVersions.number));
  if (!row) return 0;
  const { authorId, authorCouncilId, author, versionCount, createdAt, editedAt } = row;
  const { coordinatorEditedAt, coordinatorVersion } = row;
  const body = textOf(row);
  const [posted] = await tx
    .insert(replies)
    .values({
      topicId: to.id,
      number,
      depth: 1,
      rootNumber: number,
      branchNumber: 0,
      body,
      html: renderReply(body, to.id, number),
      authorId,
      authorCouncilId,
      author,
      versionCount,
      createdAt,
      editedAt,
      coordinatorEditedAt,
      coordinatorVersion,
      formKey: `topic:${from.id}:${to.id}:${number}`,
    })
    .returning({ id: replies.id });
  const replyId = posted?.id ?? 0;
  if (versions.length > 0)
    await tx.insert(replyVersions).values(
      versions.map(({ topicId, title, content, tags, credit, ...version }) => ({
        ...version,
        replyId,
        body: textOf({ title, content, kind: row.kind }),
      })),
    );
  await tx.insert(movedReplies).values({ topicId: from.id, number: 0, replyId });
  return replyId;
}

/** The opposite: the reply ends, and the number that it had leads to the topic. */
export async function endTopicAsReply(tx: Tx, topicId: number, replyId: number): Promise<void> {
  const [reply] = await tx.select().from(replies).where(eq(replies.id, replyId));
  if (!reply) return;
  await tx
    .update(movedReplies)
    .set({ topicId: reply.topicId, number: reply.number, replyId: null, nowTopicId: topicId })
    .where(eq(movedReplies.replyId, replyId));
  await tx.delete(replyVersions).where(eq(replyVersions.replyId, replyId));
  await tx.delete(replies).where(eq(replies.id, replyId));
}

const textOf = (text: Pick<Topic, 'title' | 'kind' | 'content'>): string =>
  `**${text.title.replace(/[\\`*_[\]<>~#]/g, '\\$&')}**\n\n${markdownOf(text)}`;
