import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { endDraft } from '../drafts/end-draft.ts';
import type { Editing } from '../topics/edit-topic.ts';
import { powersOverReply } from './policy.ts';
import { holdReplyFor } from './queries.ts';
import { writeVersion } from './write-version.ts';

/** Changes the text of a reply and keeps the version before; `from` and what is returned are as for a topic. */
export function editReply(
  editor: SignedIn,
  id: number,
  body: string,
  { reason = '', from = 0, draft }: Editing = {},
) {
  return db.transaction(async (tx) => {
    const held = await holdReplyFor(editor, id, tx);
    const { reply } = held;
    if (!powersOverReply(editor, held).edit)
      throw notAllowed('Only the person who wrote this reply can edit it.');
    const isNewText = reply.body !== body;
    if (isNewText && from && from !== reply.versionCount) return { changed: reply.versionCount };

    await endDraft(tx, editor, draft);
    if (isNewText) await writeVersion(tx, held, editor, body, { reason });
    return {};
  });
}
