import { readForm, type ShownForm } from '../../../platform/forms.ts';
import type { Member } from '../../../platform/viewer.ts';
import { mergeEdit as mergeReply } from '../../replies/merge-edit.ts';
import { previewOf as previewReply } from '../../replies/preview.ts';
import { contentOf } from '../../topics/forms.ts';
import { mergeEdit as mergeTopic } from '../../topics/merge-edit.ts';
import { previewOf as previewTopic } from '../../topics/preview.ts';
import type { Target } from '../acts.ts';
import type { Wording } from './change-text.ts';
import { editForms, editReplyForm } from './edit-forms.ts';

interface Sent {
  shown: ShownForm;
  values: { reason: string; note: string; rule?: number; latest: number; from?: number };
  wording: Wording;
  preview: () => Promise<object>;
  /** Put together with what has been saved since its editor began. */
  mergeInto: (now: Target) => Promise<{ form: ShownForm; meanwhile: object }>;
}

/** What a coordinator made of a post in its form; nothing but the form again where that is not right. */
export const readEdit = (member: Member, target: Target, body: unknown): Sent | { shown: ShownForm } =>
  target.reply ? readEditOfReply(member, target, body) : readEditOfTopic(member, target, body);

function readEditOfReply(member: Member, { topic }: Target, sent: unknown): Sent | { shown: ShownForm } {
  const form = readForm(editReplyForm, sent);
  if (!form.ok) return form;
  const { shown, values } = form;
  const { body, from = 0 } = values;
  return {
    shown,
    values,
    wording: { body },
    preview: () => previewReply(member, topic, body),
    mergeInto: ({ topic, reply }) =>
      mergeReply(member, { topic, reply: reply as NonNullable<typeof reply> }, from, shown),
  };
}

function readEditOfTopic(member: Member, { topic }: Target, sent: unknown): Sent | { shown: ShownForm } {
  const form = readForm(editForms[topic.kind], sent);
  if (!form.ok) return form;
  const { shown, values } = form;
  const { title, tags } = values;
  return {
    shown,
    values,
    wording: { title, tags, content: contentOf(topic.kind, values) },
    preview: () => previewTopic(member, topic.kind, values, topic),
    mergeInto: ({ topic }) => mergeTopic(member, topic, values, shown),
  };
}
