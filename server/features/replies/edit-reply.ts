import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { bylineOf, type SignedIn } from '../../platform/viewer.ts';
import { recordChange } from '../topics/changes.ts';
import type { Editing } from '../topics/edit-topic.ts';
import { powersOverReply } from './policy.ts';
import { holdReplyFor } from './queries.ts';
import { renderReply } from './rendering.ts';
import { replies, replyVersions } from './tables.ts';

/** Changes the text of a reply and keeps the version before; `from` and what is returned are as for a topic. */
export function editReply(
  editor: SignedIn,
  id: number,
  body: string,
  { reason = '', from = 0 }: Editing = {},
) {
  return db.transaction(async (tx) => {
    const held = await holdReplyFor(editor, id, tx);
    const { reply, topic } = held;
    if (!powersOverReply(editor, held).edit)
      throw notAllowed('Only the person who wrote this reply can edit it.');
    if (reply.body === body) return {};
    if (from && from !== reply.versionCount) return { changed: reply.versionCount };

    const number = reply.versionCount + 1;
    const now = clock.now();
    const editedBy = { editorId: editor.id, editor: bylineOf(editor, topic.workspace.id) };
    await tx.insert(replyVersions).values({ replyId: id, number, body, ...editedBy, reason, createdAt: now });
    const html = renderReply(body, topic.id, reply.number);
    await tx
      .update(replies)
      .set({ body, html, versionCount: number, editedAt: now })
      .where(eq(replies.id, id));
    await recordChange(tx, topic, editor, 'reply-edited', { replyId: id });
    return {};
  });
}
