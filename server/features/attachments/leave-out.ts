import { and, eq, isNull, notInArray } from 'drizzle-orm';
import { attachmentsIn } from '../../platform/attached.ts';
import type { Tx } from '../../platform/database.ts';
import { attachmentUses } from './tables.ts';

/**
 * Files that a post had, and that its text as a coordinator left it has no more, are not shown to its readers from that version
 * on: they may be what had to go.
 */
export async function leaveOut(
  tx: Tx,
  { topic, reply, texts }: { topic: { id: number }; reply?: { id: number }; texts: string[] },
  version: number,
): Promise<void> {
  const { attachmentId, topicId, replyId, leftOutIn } = attachmentUses;
  const isOfPost = and(eq(topicId, topic.id), reply ? eq(replyId, reply.id) : isNull(replyId));
  await tx
    .update(attachmentUses)
    .set({ leftOutIn: version })
    .where(and(isOfPost, isNull(leftOutIn), notInArray(attachmentId, attachmentsIn(texts))));
}
