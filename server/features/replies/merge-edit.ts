import type { ShownForm } from '../../platform/forms.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { putTogether } from '../topics/meanwhile.ts';
import { findReplyFor, findReplyVersion, listReplyEditorsSince } from './queries.ts';

/** What somebody typed into the form of a reply, put together with what has been saved since they opened it. */
export async function mergeEdit(editor: SignedIn, replyId: number, from: number, sent: ShownForm) {
  const found = await findReplyFor(editor, replyId);
  const base = (await findReplyVersion(replyId, from))?.body ?? '';
  const texts = [
    { field: 'body', label: 'Reply', base, mine: sent.values.body ?? '', theirs: found.reply.body },
  ];
  const saved = await listReplyEditorsSince(replyId, from);
  return { found, ...(await putTogether(editor, sent, texts, { version: found.reply.versionCount, saved })) };
}
