import { notFound } from '../../platform/errors.ts';
import type { Viewer } from '../../platform/viewer.ts';
import { cutFor } from '../people/edit-mark.ts';
import { shownRow } from '../topics/shown.ts';
import { pageOfVersions, shownVersions } from '../topics/versions.ts';
import { powersOverReply } from './policy.ts';
import { countReplyVersions, findReplyFor, listReplyVersions } from './queries.ts';
import { shownReply } from './shown.ts';

/** A page of a reply's versions, the newest first, each with what it changed. A removed reply shows none of them. */
export async function replyHistory(viewer: Viewer, id: number, asked = 1) {
  const found = await findReplyFor(viewer, id);
  const { reply, topic } = found;
  if (reply.removedAt) throw notFound();
  const page = pageOfVersions(await countReplyVersions(viewer, found), asked, `/replies/${id}/history`);
  const rows = await listReplyVersions(viewer, found, page.offset);
  const versions = await shownVersions(rows, (before, after) => [
    { label: 'Reply', from: before.body, to: after.body },
  ]);
  const restorable = powersOverReply(viewer, { reply, topic }).edit ? reply.versionCount : 0;
  return {
    reply: shownReply(reply),
    topic: shownRow(topic),
    versions: versions.map((version) => ({ ...version, canRestore: version.number < restorable })),
    path: `/replies/${id}`,
    ...cutFor(viewer, { ...reply, workspaceId: topic.workspace.id }),
    page: page.links,
  };
}
