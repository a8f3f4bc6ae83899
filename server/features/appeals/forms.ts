import { z } from 'zod';
import { markdownField, textField } from '../../platform/forms.ts';

export const appealForm = z.object({
  text: markdownField('Your appeal', {
    missing: 'Say why this was not right, or what you have mended',
    max: 2000,
  }),
});

export const appealDecisionForm = z.object({
  decision: z.enum(['upheld', 'declined'], { error: 'Choose whether the appeal is right' }),
  reason: textField('Reason', { missing: 'Enter a reason', max: 300 }),
});
