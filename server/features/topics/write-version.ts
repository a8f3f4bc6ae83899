import { clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database.ts';
import { type Byline, bylineOf, type SignedIn } from '../../platform/viewer.ts';
import { attachFiles } from '../attachments/attach-files.ts';
import { tellMentioned } from '../mentions/tell-mentioned.ts';
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
}

/** Gives a topic that is held a new text, as its next version; those before are kept. */
export async function writeVersion(
  tx: Tx,
  topic: Topic,
  editor: SignedIn,
  { title, tags, content }: Text,
  { reason = '', restores, credit }: Why = {},
): Promise<void> {
  const now = clock.now();
  const number = topic.versionCount + 1;
  const editedBy = { editorId: editor.id, editor: bylineOf(editor, topic.workspace.id) };
  await tx.insert(topicVersions).values({
    topicId: topic.id,
    number,
    title,
    content,
    tags,
    ...editedBy,
    reason,
    restores,
    credit,
    createdAt: now,
  });
  const texts = textsOf(topic.kind, content);
  await attachFiles(tx, editor, { topic, texts });
  await tellMentioned(tx, editor, { topic: { ...topic, title }, texts });
  const html = renderContent(topic.kind, content, topic.id);
  const excerpt = excerptOf(topic.kind, html);
  const isNew = credit && !topic.credits.some(({ id }) => id === credit.id);
  const credits = isNew ? [...topic.credits, credit] : topic.credits;
  const set = { credits, title, content, html, excerpt, tags, versionCount: number, editedAt: now };
  const checked = isToBeReviewed(topic) ? asChecked() : {};
  await recordChange(tx, topic, editor, 'topic-edited', {}, { ...set, ...checked });
}

/** True when what is read of a topic would be another text. */
export function hasNewText(before: Text, after: Text): boolean {
  const inOrder = ({ title, tags, content }: Text) =>
    JSON.stringify([title, tags, Object.entries(content).sort()]);
  return inOrder(before) !== inOrder(after);
}
