import { z } from 'zod';
import { hiddenId, markdownField } from '../../platform/forms.ts';

export const replyForm = z.object({
  body: markdownField('Reply', { missing: 'Write a reply', max: 20_000 }),
  /** The reply that this one answers; empty when it answers the topic. */
  parentId: z.coerce.number().int().positive().max(2_147_483_647).optional().catch(undefined),
  formId: hiddenId,
});

export type ReplyValues = z.infer<typeof replyForm>;
