import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { type Byline, bylineOf, bylineOfAct, type SignedIn } from '../../platform/viewer.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { leaveOut } from '../attachments/leave-out.ts';
import { tellMentioned } from '../mentions/tell-mentioned.ts';
import { type AsCoordinator, markAfter } from '../people/edit-mark.ts';
import { recordChange } from './changes.ts';
import { asChecked, isToBeReviewed } from './health.ts';
import type { Topic } from './queries.ts';
import { excerptOf, renderContent, textsOf } from './rendering.ts';
import { topicVersions } from './tables.ts';

export interface Text {
  title: string;
  tags: string[];
  content: Record<string, string>;
}

interface Why {
  reason?: string;
  /** The number of the version whose text this is again. */
  restores?: number;
  /** Who suggested it. */
  credit?: Byline;
  asCoordinator?: AsCoordinator;
}

/** Gives a topic that is held a new text, as its next version; those before are kept. */
export async function writeVersion(
  tx: Tx,
  topic: Topic,
  editor: SignedIn,
  { title, tags, content }: Text,
  { reason = '', restores, credit, asCoordinator }: Why = {},
): Promise<void> {
  const now = clock.now();
  const number = topic.versionCount + 1;
  const mark = markAfter(topic, number, asCoordinator);
  const byline = asCoordinator ? bylineOfAct(editor) : bylineOf(editor, topic.workspace.id);
  await tx.insert(topicVersions).values({
    topicId: topic.id,
    number,
    title,
    content,
    tags,
    editorId: editor.id,
    editor: byline,
    reason,
    restores,
    credit,
    createdAt: now,
    ...mark,
  });
  const texts = textsOf(topic.kind, content);
  await attachFiles(tx, editor, { topic, texts, asCoordinator: Boolean(asCoordinator) });
  if (asCoordinator && mark.coordinatorVersion) await leaveOut(tx, { topic, texts }, mark.coordinatorVersion);
  await tellMentioned(tx, editor, {
    topic: { ...topic, title },
    texts,
    isQuiet: Boolean(asCoordinator),
  });
  const html = renderContent(topic.kind, content, topic.id);
  const excerpt = excerptOf(topic.kind, html);
  const isNew = credit && !topic.credits.some(({ id }) => id === credit.id);
  const credits = isNew ? [...topic.credits, credit] : topic.credits;
  const set = { credits, title, content, html, excerpt, tags, versionCount: number, editedAt: now, ...mark };
  // Whoever takes a name out has not looked whether all of it is still right.
  const checked = isToBeReviewed(topic) && !asCoordinator ? asChecked() : {};
  await recordChange(tx, topic, editor, 'topic-edited', {}, { ...set, ...checked });
}

/** True when what is read of a topic would be another text. */
export function hasNewText(before: Text, after: Text): boolean {
  const inOrder = ({ title, tags, content }: Text) =>
    JSON.stringify([title, tags, Object.entries(content).sort()]);
  return inOrder(before) !== inOrder(after);
}
