import { and, eq, isNull, ne, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { replies } from '../replies/tables.ts';
import { attachmentUses } from './tables.ts';

/** Files in replies that were moved away from a topic are seen by whoever sees the topic that those are in now. */
export async function moveUses(tx: Tx, topicId: number): Promise<void> {
  const isAway = and(eq(attachmentUses.replyId, replies.id), ne(replies.topicId, topicId));
  await tx
    .update(attachmentUses)
    .set({ topicId: sql`${replies.topicId}` })
    .from(replies)
    .where(and(eq(attachmentUses.topicId, topicId), isAway));
}

/** Files in a topic's text are in the reply that it became. */
export async function copyUses(
  tx: Tx,
  fromId: number,
  reply: { id: number; topicId: number },
): Promise<void> {
  const uses = await tx
    .select()
    .from(attachmentUses)
    .where(and(eq(attachmentUses.topicId, fromId), isNull(attachmentUses.replyId)));
  const again = uses.map((use) => ({ ...use, topicId: reply.topicId, replyId: reply.id }));
  if (again.length > 0) await tx.insert(attachmentUses).values(again).onConflictDoNothing();
}

export async function dropUses(tx: Tx, replyId: number): Promise<void> {
  await tx.delete(attachmentUses).where(eq(attachmentUses.replyId, replyId));
}
