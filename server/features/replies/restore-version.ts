import { db } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { powersOverReply } from './policy.ts';
import { findReplyVersion, holdReplyFor } from './queries.ts';
import { writeVersion } from './write-version.ts';

/** Brings back the text of an earlier version of a reply, to the letter, as a new version that says so. */
export function restoreVersion(editor: SignedIn, id: number, number: number) {
  return db.transaction(async (tx) => {
    const held = await holdReplyFor(editor, id, tx);
    if (!powersOverReply(editor, held).edit)
      throw notAllowed('Only the person who wrote this reply can restore a version of it.');
    const version = await findReplyVersion(editor, held, number, tx);
    if (!version) throw notFound();
    if (version.body !== held.reply.body)
      await writeVersion(tx, held, editor, version.body, { restores: number });
    return held;
  });
}
