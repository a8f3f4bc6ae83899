import { z } from 'zod';
import { optionalNumber } from '../../platform/forms.ts';

/** What is marked as read: what somebody was told of a topic, one thing that has none, or everything. */
export const readingForm = z.object({
  topicId: optionalNumber,
  noticeId: optionalNumber,
  everything: z.literal('yes').optional().catch(undefined),
});

/** When what is to be unread again was marked as read; years that Postgres does not have are no such time. */
export const undoForm = z.object({
  readAt: z.iso
    .datetime()
    .refine((text) => Date.parse(text) > 0)
    .optional()
    .catch(undefined),
});
