import { eq } from 'drizzle-orm';
import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { bylineOf, bylineOfAct, type SignedIn } from '../../platform/viewer.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { leaveOut } from '../attachments/leave-out.ts';
import { tellMentioned } from '../mentions/tell-mentioned.ts';
import { type AsCoordinator, markAfter } from '../people/edit-mark.ts';
import { recordChange } from '../topics/changes.ts';
import type { Topic } from '../topics/queries.ts';
import type { Reply } from './queries.ts';
import { renderReply } from './rendering.ts';
import { replies, replyVersions } from './tables.ts';

interface Why {
  reason?: string;
  /** The number of the version whose text this is again. */
  restores?: number;
  asCoordinator?: AsCoordinator;
}

/** Gives a reply of a topic that is held a new text, as its next version; those before are kept. */
export async function writeVersion(
  tx: Tx,
  { reply, topic }: { reply: Reply; topic: Topic },
  editor: SignedIn,
  body: string,
  { reason = '', restores, asCoordinator }: Why = {},
): Promise<void> {
  const { id: replyId } = reply;
  const number = reply.versionCount + 1;
  const now = clock.now();
  const mark = markAfter(reply, number, asCoordinator);
  const byline = asCoordinator ? bylineOfAct(editor) : bylineOf(editor, topic.workspace.id);
  const editedBy = { editorId: editor.id, editor: byline };
  await tx
    .insert(replyVersions)
    .values({ replyId, number, body, ...editedBy, reason, restores, createdAt: now, ...mark });
  const post = { topic, reply, texts: [body] };
  await attachFiles(tx, editor, { ...post, asCoordinator: Boolean(asCoordinator) });
  if (asCoordinator && mark.coordinatorVersion) await leaveOut(tx, post, mark.coordinatorVersion);
  await tellMentioned(tx, editor, { ...post, isQuiet: Boolean(asCoordinator) });
  const html = renderReply(body, topic.id, reply.number);
  await tx
    .update(replies)
    .set({ body, html, versionCount: number, editedAt: now, ...mark })
    .where(eq(replies.id, replyId));
  await recordChange(tx, topic, editor, 'reply-edited', { replyId });
}
