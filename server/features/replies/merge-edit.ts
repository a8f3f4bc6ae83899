import type { ShownForm } from '../../platform/forms.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { putTogether } from '../topics/meanwhile.ts';
import type { Topic } from '../topics/queries.ts';
import { findReplyVersion, listReplyEditorsSince, type Reply } from './queries.ts';

interface Found {
  reply: Reply;
  topic: Topic;
}

/** What somebody typed into the form of a reply, put together with what has been saved since they opened it. */
export async function mergeEdit(editor: SignedIn, found: Found, from: number, sent: ShownForm) {
  const base = (await findReplyVersion(editor, found, from))?.body ?? '';
  const texts = [
    { field: 'body', label: 'Reply', base, mine: sent.values.body ?? '', theirs: found.reply.body },
  ];
  const saved = await listReplyEditorsSince(found.reply.id, from);
  return putTogether(editor, sent, texts, { version: found.reply.versionCount, saved });
}
