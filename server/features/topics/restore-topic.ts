import { db } from '../../platform/database.ts';
import { notAllowed, notFound } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { findTopicVersion } from './history.ts';
import { canEdit } from './policy.ts';
import { holdTopicFor } from './queries.ts';
import { hasNewText, writeVersion } from './write-version.ts';

/** Brings back the text of an earlier version, to the letter, as a new version that says so. */
export function restoreTopic(editor: SignedIn, id: number, number: number): Promise<void> {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(editor, id, tx);
    if (!canEdit(editor, topic))
      throw notAllowed('Only the person who looks after this topic can restore a version.');
    const version = await findTopicVersion(editor, topic, number, tx);
    if (!version) throw notFound();
    if (hasNewText(topic, version)) await writeVersion(tx, topic, editor, version, { restores: number });
  });
}
