import { notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { diffWords } from '../../platform/word-diff.ts';
import { shownRow } from '../topics/shown.ts';
import { findReplyFor, listReplyVersions } from './queries.ts';
import { shownReply } from './shown.ts';

/** Every version of a reply, the newest first, each with what it changed. A removed reply shows none of them. */
export async function replyHistory(viewer: Viewer, id: number) {
  const { reply, topic } = await findReplyFor(viewer, id);
  if (reply.removedAt) throw notFound();
  const found = await listReplyVersions(id);
  const versions = found.map((version, at) => {
    const before = found[at + 1];
    const changes = before ? [{ label: 'Reply', diffHtml: diffWords(before.body, version.body) }] : [];
    return { ...version, council: version.editor.council?.name, changes };
  });
  return { reply: shownReply(reply), topic: shownRow(topic), versions };
}
