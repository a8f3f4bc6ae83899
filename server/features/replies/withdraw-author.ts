import { eq, sql } from 'drizzle-orm';
import type { Tx } from '../../platform/database.ts';
import { withdrawn } from '../people/name-withdrawal.ts';
import { replies, replyVersions } from './tables.ts';

/** Takes a person's name off the replies that they wrote, edited or accepted. Their topics have to be held. */
export async function withdrawAuthorOfReplies(tx: Tx, personId: number): Promise<void> {
  await tx
    .update(replies)
    .set({ author: withdrawn(replies.author) })
    .where(eq(replies.authorId, personId));
  await tx
    .update(replies)
    .set({ acceptedBy: withdrawn(replies.acceptedBy) })
    .where(sql`${replies.acceptedAt} is not null and ${replies.acceptedBy}->>'id' = ${String(personId)}`);
  await tx
    .update(replyVersions)
    .set({ editor: withdrawn(replyVersions.editor) })
    .where(eq(replyVersions.editorId, personId));
}
