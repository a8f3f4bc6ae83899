import { z } from 'zod';
import { textField } from '../../platform/forms.ts';

/** Why something is done to somebody's access. */
export const reasonForm = z.object({
  reason: textField('Reason', { missing: 'Say why', max: 200 }),
});

/** How somebody leaves, and whether they have said so twice. */
export const leavingForm = z.object({
  choice: z.enum(['keep', 'withdraw'], 'Choose what happens to your name'),
  confirmed: z.literal('yes').optional().catch(undefined),
});
