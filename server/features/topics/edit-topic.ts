import { db } from '../../platform/database.ts';
import { notAllowed } from '../../platform/errors.ts';
import type { SignedIn } from '../../platform/viewer.ts';
import { endDraft } from '../drafts/end-draft.ts';
import { tellMentioned } from '../mentions/tell-mentioned.ts';
import { recordChange } from './changes.ts';
import { contentOf } from './forms.ts';
import type { Visibility } from './kinds.ts';
import { canEdit } from './policy.ts';
import { holdTopicFor } from './queries.ts';
import { textsOf } from './rendering.ts';
import { hasNewText, writeVersion } from './write-version.ts';

type EditedValues = { title: string; tags: string[]; visibility?: Visibility } & Record<string, unknown>;

export interface Editing {
  reason?: string;
  from?: number;
  visibilityFrom?: Visibility;
  draft?: string;
}

/**
 * Changes a topic's text, tags or visibility and keeps the version before. `from` is the version that the editor
 * began with: when it has been changed since, nothing is written over, and `changed` is the version it is at now.
 */
export function editTopic(
  editor: SignedIn,
  id: number,
  values: EditedValues,
  { reason = '', from = 0, visibilityFrom, draft }: Editing = {},
) {
  return db.transaction(async (tx) => {
    const topic = await holdTopicFor(editor, id, tx);
    if (!canEdit(editor, topic)) throw notAllowed('Only the person who posted this topic can edit it.');
    const { title, tags } = values;
    const isAsItWas = !values.visibility || values.visibility === visibilityFrom;
    const visibility = isAsItWas ? topic.visibility : (values.visibility ?? topic.visibility);
    const text = { title, tags, content: contentOf(topic.kind, values) };
    const isNewText = hasNewText(topic, text);
    if (isNewText && from && from !== topic.versionCount) return { changed: topic.versionCount };

    await endDraft(tx, editor, draft);
    const seenBy = { ...topic, visibility };
    if (isNewText) await writeVersion(tx, seenBy, editor, text, { reason });
    if (visibility !== topic.visibility) {
      const texts = textsOf(topic.kind, text.content);
      await tellMentioned(tx, editor, { topic: { ...seenBy, title }, texts });
      await recordChange(tx, topic, editor, 'topic-visibility-changed', { to: visibility }, { visibility });
    }
    return {};
  });
}
