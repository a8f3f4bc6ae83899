import { z } from 'zod';
import { textField } from '../../platform/forms.ts';

export const mailsContentForm = z.object({
  content: z.enum(['quoted', 'left-out'], 'Choose what emails say'),
  reason: textField('Reason', { missing: 'Enter a reason', max: 500 }),
});
