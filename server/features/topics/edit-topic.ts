import { clock } from '../../platform/clock.ts';
import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import { bylineOf, type SignedIn } from '../../platform/viewer.ts';
import { recordChange } from './changes.ts';
import { contentOf } from './forms.ts';
import type { Visibility } from './kinds.ts';
import { canEdit } from './policy.ts';
import { holdTopicFor } from './queries.ts';
import { excerptOf, renderContent } from './rendering.ts';
import { topicVersions } from './tables.ts';

type EditedValues = { title: string; tags: string[]; visibility?: Visibility } & Record<string, unknown>;

export interface Editing {
  reason?: string;
  from?: number;
}

/**
 * Changes a topic's text, tags or visibility and keeps the version before. `from` is the version that the editor
 * began with: when it has been changed since, nothing is written over, and `changed` is the version it is at now.
 */
export function editTopic(
  editor: SignedIn,
  id: number,
  values: EditedValues,
  { reason = '', from = 0 }: Editing = {},
) {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(editor, id, tx);
    if (!canEdit(editor, topic)) throw notAllowed('Only the person who posted this topic can edit it.');
    const { title, tags, visibility = topic.visibility } = values;
    const content = contentOf(topic.kind, values);
    const isNewText = hasNewText(topic, { title, tags, content });
    if (isNewText && from && from !== topic.versionCount) return { changed: topic.versionCount };

    const now = clock.now();
    if (isNewText) {
      const number = topic.versionCount + 1;
      const editedBy = { editorId: editor.id, editor: bylineOf(editor, topic.workspace.id) };
      await tx
        .insert(topicVersions)
        .values({ topicId: id, number, title, content, tags, ...editedBy, reason, createdAt: now });
      const html = renderContent(topic.kind, content, id);
      const set = {
        title,
        content,
        html,
        excerpt: excerptOf(topic.kind, html),
        tags,
        versionCount: number,
        editedAt: now,
      };
      await recordChange(tx, topic, editor, 'topic-edited', {}, set);
    }
    if (visibility !== topic.visibility) {
      await recordChange(tx, topic, editor, 'topic-visibility-changed', { to: visibility }, { visibility });
    }
    return {};
  });
}

interface Text {
  title: string;
  tags: string[];
  content: Record<string, string>;
}

function hasNewText(before: Text, after: Text): boolean {
  const inOrder = ({ title, tags, content }: Text) =>
    JSON.stringify([title, tags, Object.entries(content).sort()]);
  return inOrder(before) !== inOrder(after);
}
