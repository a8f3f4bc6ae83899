import { z } from 'zod';
import { hiddenId } from '../../platform/forms.ts';

/** The form of a new topic, sent by "This answers it": of all that was typed in it a draft is kept. */
export const foundAnswerForm = z.object({
  place: z.string().max(300).catch(''),
  formId: hiddenId,
  draft: hiddenId.optional(),
  draftVersion: z.coerce.number().int().positive().optional().catch(undefined),
});
