import { z } from 'zod';
import { textField } from '../../platform/forms.ts';

export const nameForm = z.object({
  name: textField('Name', { missing: 'Enter a name for the search', max: 100 }),
});
