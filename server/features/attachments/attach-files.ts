import { and, eq, inArray, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { attachmentsIn } from '../../platform/attached.ts';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { isInPostSeenBy, isSuggestedTo, isUsedIn } from './queries.ts';
import { attachments, attachmentUses } from './tables.ts';

/** A post in a topic that is held: the topic itself, or one of its replies. */
interface Post {
  topic: { id: number; state: string };
  reply?: { id: number };
  texts: string[];
  /** Set where a coordinator writes for its author: what the post had in any version can be in it again. */
  asCoordinator?: boolean;
}

/**
 * Ties the files that a text names to its post, in the transaction that writes it: from then on whoever sees the post sees
 * them. Only what its writer uploaded, or what they see in this topic already, such as in what they quote: to know the
 * address of a file is not enough to show it to others.
 */
export async function attachFiles(tx: Tx, writer: SignedIn, post: Post): Promise<void> {
  const { topic, reply, texts, asCoordinator } = post;
  const ids = attachmentsIn(texts);
  if (ids.length === 0) return;
  const isTheirs = or(
    eq(attachments.uploaderId, writer.id),
    isInPostSeenBy(writer, eq(attachmentUses.topicId, topic.id)),
    // Who changes the topic itself has seen what was suggested to it.
    reply ? undefined : isSuggestedTo(topic.id),
    asCoordinator ? isUsedIn(topic.id, reply?.id) : undefined,
  );
  // Held, so that none is swept away at this moment.
  const found = await tx
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(inArray(attachments.id, ids), isNull(attachments.removedAt), isTheirs))
    .for('share');
  if (found.length === 0) return;
  const publishedAt = topic.state === 'draft' ? null : clock.now();
  const use = { topicId: topic.id, replyId: reply?.id ?? null, publishedAt };
  await tx
    .insert(attachmentUses)
    .values(found.map(({ id }) => ({ ...use, attachmentId: id })))
    .onConflictDoUpdate({
      target: [attachmentUses.attachmentId, attachmentUses.topicId, attachmentUses.replyId],
      set: {
        publishedAt: sql`coalesce(${attachmentUses.publishedAt}, excluded.published_at)`,
        leftOutIn: null,
      },
      setWhere: or(isNull(attachmentUses.publishedAt), isNotNull(attachmentUses.leftOutIn)),
    });
}
