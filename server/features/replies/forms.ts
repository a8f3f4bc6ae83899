import { z } from 'zod';
import { chosenFiles, hiddenId, markdownField, optionalNumber, textField } from '../../platform/forms.ts';

export const replyForm = z.object({
  body: markdownField('Reply', { missing: 'Write a reply', max: 20_000 }),
  /** The reply that this one answers; empty when it answers the topic. */
  parentId: optionalNumber,
  files: chosenFiles,
  formId: hiddenId,
  /** The draft that it was, which ends with it. */
  draft: hiddenId.optional(),
});

export type ReplyValues = z.infer<typeof replyForm>;

/** The same text when it is changed later: why, and the version that the editor began with. */
export const editReplyForm = replyForm.omit({ parentId: true }).extend({
  reason: textField('Why you are changing it', { max: 200 }),
  from: optionalNumber,
});
