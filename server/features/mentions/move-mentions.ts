import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { replies } from '../replies/tables.ts';
import { mentions } from './tables.ts';

/** Mentions in replies that were moved away from a topic are in the topic that those are in now. */
export async function moveMentions(tx: Tx, topicId: number): Promise<void> {
  await tx
    .update(mentions)
    .set({ topicId: sql`${replies.topicId}` })
    .from(replies)
    .where(
      and(eq(mentions.topicId, topicId), eq(mentions.replyId, replies.id), ne(replies.topicId, topicId)),
    );
}

/** Whoever is named in a topic is named in the reply that its text became. */
export async function copyMentions(
  tx: Tx,
  fromId: number,
  reply: { id: number; topicId: number },
): Promise<void> {
  const named = await tx
    .select()
    .from(mentions)
    .where(and(eq(mentions.topicId, fromId), isNull(mentions.replyId)));
  const again = named.map((row) => ({ ...row, topicId: reply.topicId, replyId: reply.id }));
  if (again.length > 0) await tx.insert(mentions).values(again).onConflictDoNothing();
}

export async function dropMentions(tx: Tx, replyId: number): Promise<void> {
  await tx.delete(mentions).where(eq(mentions.replyId, replyId));
}
